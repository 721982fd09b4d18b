"""The sitemap (sitemaps.org): each public page with its last change and its languages."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from django.http import Http404, HttpResponse
from django.urls import reverse

from wagtail.models import Page

from cms.core.querysets import public_pages
from cms.core.references import LARGEST_KEY
from cms.core.urls import absolute_page_url, absolute_url


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from django.http import HttpRequest

#: Addresses in one file; the protocol allows no more.
MOST = 50_000
COLUMNS = ("path", "depth", "url_path", "translation_key", "last_published_at")
CONTENT_TYPE = "application/xml; charset=utf-8"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
WITH_LANGUAGES = f'{NAMESPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml"'


def sitemap(request: HttpRequest) -> HttpResponse:
    """Answer with all pages, or, if there are too many, with where the parts are."""
    number = len(_first_keys())
    if number <= 1:
        return sitemap_part(request, 1)
    lines = (
        f"<sitemap><loc>{escape(_address(part))}</loc></sitemap>"
        for part in range(1, number + 1)
    )
    return _document(f"<sitemapindex {NAMESPACE}>", lines, "</sitemapindex>")


def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """Answer with a part of the pages, numbered from one.

    Raises:
        Http404: There are not so many parts.
    """
    starts = _first_keys() or [0]
    if not 1 <= number <= len(starts):
        raise Http404
    first, end = (*starts, LARGEST_KEY)[number - 1 : number + 1]
    keys = Page.objects.filter(pk__gte=first, pk__lt=end).values("translation_key")
    rows = _listed().filter(translation_key__in=keys).select_related("locale")
    rows = rows.only(*COLUMNS, "locale__language_code").order_by("pk")
    here = [row for row in rows if first <= row.pk < end]
    lines = _entries(here, _by_translation(rows), request)
    return _document(f"<urlset {WITH_LANGUAGES}>", lines, "</urlset>")


def _listed() -> Any:
    """Return the public pages; an alias is the page that it repeats."""
    return public_pages().filter(alias_of__isnull=True)


def _first_keys() -> list[int]:
    """Return the key of the first page of each part."""
    keys = list(_listed().order_by("pk").values_list("pk", flat=True))
    return keys[::MOST]


def _by_translation(rows: Iterable[Page]) -> dict[Any, list[Page]]:
    found = defaultdict(list)
    for row in rows:
        found[row.translation_key].append(row)
    return found


def _entries(
    pages: Sequence[Page], translations: dict[Any, list[Page]], request: HttpRequest
) -> Iterator[str]:
    for page in pages:
        address = absolute_page_url(page, request)
        if not address:
            continue
        parts = [f"<loc>{escape(address)}</loc>"]
        if page.last_published_at:
            time = page.last_published_at.isoformat(timespec="seconds")
            parts.append(f"<lastmod>{time}</lastmod>")
        others = translations[page.translation_key]
        for other in others if len(others) > 1 else ():
            language = quoteattr(other.locale.language_code)
            href = quoteattr(absolute_page_url(other, request) or "")
            parts.append(
                f'<xhtml:link rel="alternate" hreflang={language} href={href}/>'
            )
        yield f"<url>{''.join(parts)}</url>"


def _document(start: str, lines: Iterable[str], end: str) -> HttpResponse:
    text = "\n".join([DECLARATION, start, *lines, end, ""])
    return HttpResponse(text, content_type=CONTENT_TYPE)


def _address(number: int) -> str:
    return absolute_url(reverse("sitemap_part", args=[number]))
