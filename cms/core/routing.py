"""Which page stands at an address.

Wagtail goes down the tree step by step, drafts included, and looks at the last page only:
the number of its queries tells whether a draft stands on the way. Here all of the way is
looked up in one query that sees no page that a visitor may not ask for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language

from wagtail.models import Page

from cms.core.loading import rows_by_key
from cms.core.prepared import Keys, prepared
from cms.core.public_rule import Unrestricted
from cms.core.querysets import NOW, servable_now
from cms.core.sites import find_site, home_pages


if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet
    from django.http import HttpRequest

    from wagtail.models import Site
    from wagtail.url_routing import RouteResult

#: Parts of an address that are looked at; no tree of ours is nearly as deep.
DEEPEST = 16
#: The URL pattern by which visitors read pages.
SERVE = "wagtail_serve"
#: The one by which they take along what pages have as a file.
SERVE_FORM = "page_form"
SERVING = frozenset({SERVE, SERVE_FORM})
#: What pages have below their own address (`PageWithForms`). All of it comes and goes
#: with the page: it is the page that answers there.
FILES = ("calendar.ics", "feed.atom", "feed.json", "kit.zip")
FOLDERS = ("embed", "text")
FORMS = (*FILES, *(f"{folder}/" for folder in FOLDERS))
#: The addresses of the files, as Wagtail's pattern for pages is written.
FORM_PATTERN = rf"^((?:[\w\-]+/)*(?:{'|'.join(map(re.escape, FILES))}))$"


class Found(NamedTuple):
    """A page that visitors may ask for, as the way to it was looked up.

    Args:
        page: The page, as a plain row.
        rest: The parts of the address below it.
        public_above: The public pages above it, from the home page down.
        is_public: Whether it is for everybody.
    """

    page: Page
    rest: Sequence[str]
    public_above: list[Page]
    is_public: bool


def page_below(home: Page, slugs: Sequence[str]) -> tuple[Page, Sequence[str]]:
    """Return the public page furthest on the way from `home`, and the rest.

    Args:
        home: Where the way begins.
        slugs: The parts of an address below `home`.

    Raises:
        Http404: There is none on the way, not even `home`.
    """
    way = [page for page in _on_the_way(home, slugs) if page.is_public]
    if not way:
        raise Http404
    page = way[-1]
    return page, slugs[page.depth - home.depth :]


def _route_below(home: Page, request: HttpRequest, slugs: Sequence[str]) -> RouteResult:
    """Find the page at an address below `home`, and let it route what is left."""
    way = _on_the_way(home, slugs)
    if not way:
        raise Http404
    row = way[-1]
    found = Found(
        row,
        slugs[row.depth - home.depth :],
        [above for above in way[:-1] if above.is_public],
        row.is_public,
    )
    page: Any = of_own_type(row)
    if page is None:
        raise Http404
    page.locale = home.locale
    page._found = found
    return page.route(request, found.rest)


def without_form(path: str) -> str:
    """Return the address of the page to which `path` belongs: `/press/a-choir/`."""
    for form in FORMS:
        if path == form or path.endswith(f"/{form}"):
            return path.removesuffix(form)
    return path


def find_route(request: HttpRequest, path: str) -> RouteResult | None:
    """Return which page answers at `path`; None if there is none for visitors.

    What Wagtail does from the site's home page, without looking that up first.
    """
    try:
        return route(request, [part for part in path.split("/") if part])
    except Http404:
        return None


def route(request: HttpRequest, slugs: Sequence[str]) -> RouteResult:
    """Find the page at an address of the site in the language of the address.

    Raises:
        Http404: There is none that visitors may ask for.
    """
    site = find_site(request)
    if site is None:
        raise Http404
    return _route_below(_home_in_language_of_address(site), request, slugs)


def _home_in_language_of_address(site: Site) -> Page:
    """Return the home page, published or not, of the language that the address names.

    Wagtail falls back to the main language where the home page is no longer live;
    `/ar/` would be English text that is announced as Arabic.
    """
    for home in home_pages(site):
        if home.locale.language_code == get_language():
            return home
    raise Http404


def _on_the_way(home: Page, slugs: Sequence[str]) -> list[Any]:
    """Return the pages from `home` down that answer; each says `is_public` of itself."""
    steps = range(min(len(slugs), DEEPEST) + 1)
    paths = ["/".join([home.url_path.rstrip("/"), *slugs[:n], ""]) for n in steps]
    slugs_there = {home.slug, *slugs[:DEEPEST]}
    rows = _servable(slugs=slugs_there, paths=paths, now=timezone.now())
    way = [row for row in rows if row.path.startswith(home.path)]
    return sorted(way, key=lambda row: row.depth)


@prepared
def _servable() -> QuerySet:
    pages = Page.objects.filter(
        slug__any_of=Keys(
            "slugs", Page._meta.get_field("slug")
        ),  # `url_path` has no index
        url_path__any_of=Keys("paths", Page._meta.get_field("url_path")),
    )
    rows = servable_now(pages, NOW).annotate(is_public=Unrestricted())
    return rows.order_by().select_related("locale")


def of_own_type(row: Page) -> Page | None:
    """Return a plain row as the page that it is, with the picture that stands for it.

    None if it was deleted since.
    """
    model: Any = row.specific_class
    if model is None or model is Page:
        return row.specific
    picture = getattr(model, "card_image_field", "")
    return rows_by_key(model, [row.pk], [picture] if picture else []).get(row.pk)
