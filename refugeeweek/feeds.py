"""The feed of event stories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F

from cms.core.feeds import MOST, Feed, make_feed


if TYPE_CHECKING:
    from django.http import HttpRequest

TEMPLATE = "feeds/story.html"


def story_feed(index: Any, stories: Any, request: HttpRequest) -> Feed:
    """Return those of `stories` that came out last, of whichever edition."""
    last_out = F("first_published_at").desc(nulls_last=True)
    newest = stories.filter(alias_of__isnull=True).order_by(last_out, "-pk")
    rows = newest.select_related("locale")[:MOST]
    return make_feed(index, list(rows), request, TEMPLATE)
