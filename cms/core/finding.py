"""The public page to which an address leads, redirects followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404
from django.utils.translation import get_language_from_path

from cms.core.redirects import find_redirect
from cms.core.routing import page_below
from cms.core.sites import home_pages
from cms.core.urls import clean_path, path_here


if TYPE_CHECKING:
    from collections.abc import Sequence

    from wagtail.models import Page, Site

#: Redirects that are followed one after the other.
MOST_HOPS = 5


def find_public_page(site: Site, path: str, parts: Sequence[str] = ()) -> Page | None:
    """Return the page that visitors get at `path`, or are led to from there.

    As on the site, a page wins over a redirect.

    Args:
        site: Where the path stands.
        path: Such as `/ar/press/`, decoded.
        parts: Addresses below a page that belong to it, such as `embed`.
    """
    for _hop in range(MOST_HOPS):
        if page := _page_at(site, path, parts):
            return page
        redirect = find_redirect(site, path)
        if redirect is None:
            return None
        if redirect.redirect_page_id:  # those to hidden pages are not found
            return redirect.redirect_page
        path = path_here(redirect.redirect_link)
        if not path:  # to another site
            return None
    return None


def _page_at(site: Site, path: str, parts: Sequence[str]) -> Page | None:
    path = clean_path(path)
    slugs = path.strip("/").split("/") if path != "/" else []
    language = get_language_from_path(path)
    if language in (None, settings.LANGUAGE_CODE):  # it has no part of its own
        language = settings.LANGUAGE_CODE
    else:
        slugs = slugs[1:]
    homes = {home.locale.language_code: home for home in home_pages(site)}
    home = homes.get(language)
    if home is None:
        return None
    try:
        page, rest = page_below(home, slugs)
    except Http404:
        return None
    return page if not rest or "/".join(rest) in parts else None
