"""Which addresses show something of what has changed.

An address stands for itself with any query; one that ends in `*` for all that begin so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from django.conf import settings


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cms.changes.models import ContentChange

EVERYTHING = "/*"
#: What pages have below their own address.
FORMS = ("calendar.ics", "embed/", "feed.atom", "feed.json", "kit.zip", "text/")
#: What shows something of any page.
OF_ANY_PAGE = ("/api/*", "/oembed/*", "/sitemap-*", "/sitemap.xml")
SEARCH = "search/*"
#: More at once are told as everything.
MOST = 200


def addresses_of(changes: Iterable[ContentChange]) -> set[str]:
    """Return what caches must forget after these changes.

    That are the pages, the pages above them, which list them, what lists all pages,
    and everything if something has changed that stands on every page. Pages elsewhere
    that show something of them have a change of their own.
    """
    paths = set()
    for change in changes:
        paths |= {canonical(change.path), canonical(change.previous_path)}
    paths.discard("")
    if not paths:
        return set()
    homes = set(_homes())
    if paths & homes:  # stands for what is on every page
        return {EVERYTHING}
    found = {*OF_ANY_PAGE, *(home + SEARCH for home in homes)}
    for path in paths:
        for place in _way_to(path):
            found |= {place, *(place + form for form in FORMS)}
    return found if len(found) <= MOST else {EVERYTHING}


def canonical(path: str) -> str:
    """Return a path as we write it, whichever way it was quoted."""
    return quote(unquote(path))


def _homes() -> Iterator[str]:
    for code, _name in settings.LANGUAGES:
        yield "/" if code == settings.LANGUAGE_CODE else f"/{code}/"


def _way_to(path: str) -> Iterator[str]:
    """Yield `/`, `/press/`, `/press/a-choir/`."""
    parts = path.strip("/").split("/")
    for number in range(len(parts) + 1):
        yield "/".join(["", *parts[:number], ""])
