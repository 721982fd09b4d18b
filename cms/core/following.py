"""What visitors can follow from a home page: the feeds and calendars of its sections."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.utils import timezone

from wagtail.models import Page, get_page_models

from cms.core.feeds import ATOM, JSON
from cms.core.models.below import PageWithForms
from cms.core.prepared import prepared
from cms.core.querysets import NOW, knowing_if_public


if TYPE_CHECKING:
    from django.db.models import QuerySet

#: The feeds below a page, with their media types.
FEEDS = {"feed.atom": ATOM, "feed.json": JSON}


@cache
def _models_with_feeds() -> tuple[type[PageWithForms], ...]:
    """Return the types of pages that have a feed: few, with few pages each."""
    return tuple(
        model
        for model in get_page_models()
        if issubclass(model, PageWithForms)
        and not FEEDS.keys().isdisjoint(model.get_forms())
    )


def sections_to_follow(home: Page) -> list[Page]:
    """Return the public pages right below `home` that have a feed. Costs one query."""
    rows = _with_feeds(_models_with_feeds(), now=timezone.now())
    below = [row for row in rows if row.path[: -Page.steplen] == home.path]
    return sorted(filter(_is_public, below), key=lambda row: row.path)


def _is_public(row: Page) -> bool:
    return bool(row.is_public)


@prepared
def _with_feeds(models: tuple[type[PageWithForms], ...]) -> QuerySet:
    """Look into the tables of the types, which are short; that of all pages is long."""
    first, *others = (model.objects.order_by().values("pk") for model in models)
    return knowing_if_public(Page.objects.filter(pk__in=first.union(*others)), NOW)
