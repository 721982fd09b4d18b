"""The feed of press releases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.core.feeds import MOST, Feed, make_feed


if TYPE_CHECKING:
    from django.http import HttpRequest

TEMPLATE = "feeds/release.html"


def release_feed(index: Any, releases: Any, request: HttpRequest) -> Feed:
    """Return the newest of `releases`, by the dates that they bear."""
    newest = releases.filter(alias_of__isnull=True).newest_first()
    rows = newest.select_related("locale")[:MOST]
    return make_feed(index, list(rows), request, TEMPLATE)
