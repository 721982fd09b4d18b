"""The other languages of an address: the same page there, or where that language begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language

from wagtail.models import Site

from cms.core.references import current_references
from cms.core.routing import SERVING, page_below
from cms.core.sites import home_pages
from cms.core.urls import page_url


if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail.models import Page


class OtherLanguage(NamedTuple):
    """Where a visitor goes on in another language.

    Args:
        code: The language.
        url: The path there.
        is_same: Whether what stands there is the same in that language. Where it is
            not translated yet, the path is that of the language's home page.
    """

    code: str
    url: str
    is_same: bool


def other_languages(request: HttpRequest, page: Page | None) -> list[OtherLanguage]:
    """Return the other languages in which there is something to read for visitors.

    Args:
        request: Whose address is meant; looked at where there is no page.
        page: The page that is shown, if it is one.
    """
    here = page.locale.language_code if page else get_language()
    others = [code for code, _name in settings.LANGUAGES if code != here]
    same = _translations(request, page) if page else {}
    # The home pages are looked up only where a translation is missing.
    homes = {} if same.keys() >= set(others) else public_homes(request)
    if page is None:
        same = _same_view(request, homes)
    elsewhere = {code: page_url(home, request) for code, home in homes.items()}
    return [
        OtherLanguage(code, url, code in same)
        for code in others
        if (url := same.get(code) or elsewhere.get(code))
    ]


def same_address(request: HttpRequest) -> list[tuple[Page, str]]:
    """Return the public pages at the same address in other languages, with their paths.

    For an address at which nothing stands in its own language: `/ar/press/` while only
    `/press/` exists.
    """
    here = get_language()
    path = request.path_info.removeprefix(f"/{here}/")
    slugs = [part for part in path.split("/") if part]
    found = []
    for code, home in public_homes(request).items():
        if code == here or not slugs:
            continue
        page, rest = page_below(home, slugs)
        if not rest:
            page.locale = home.locale
            found.append((page, page_url(page, request)))
    return found


def public_homes(request: HttpRequest) -> dict[str, Page]:
    """Return the home pages that visitors see, by language."""
    site = Site.find_for_request(request)
    homes = home_pages(site) if site else []
    return {home.locale.language_code: home for home in homes if home.is_public}


def _translations(request: HttpRequest, page: Page) -> dict[str, str]:
    rows = current_references().translations(page)
    return {row.locale.language_code: page_url(row, request) for row in rows}


def _same_view(request: HttpRequest, homes: dict[str, Page]) -> dict[str, str]:
    """Return the addresses of what is no page, such as the search, in each language."""
    match = request.resolver_match
    if match is None or match.url_name in SERVING:
        return {}
    here = request.get_full_path()
    urls = {code: translate_url(here, code) for code in homes}
    return {code: url for code, url in urls.items() if url != here}
