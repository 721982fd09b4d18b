"""Which pages are public now, and how a set of them is loaded to be shown.

Every reader (pages, API, search, feeds, links) asks `public_now`; nobody else decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Q
from django.utils import timezone

from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet


if TYPE_CHECKING:
    from collections.abc import Iterable


def public_now(pages: PageQuerySet) -> PageQuerySet:
    """Return those of `pages` that an anonymous visitor may see at this moment.

    Live, past their go-live time, before their expiry, and with no view restriction
    on themselves or on a page above.
    """
    now = timezone.now()
    return (
        pages.live()
        .public()
        .filter(
            Q(go_live_at__isnull=True) | Q(go_live_at__lte=now),
            Q(expire_at__isnull=True) | Q(expire_at__gt=now),
        )
    )


def public_pages() -> PageQuerySet:
    """Return all public pages, of every type, as plain `Page` rows."""
    return public_now(Page.objects.all())


def specific_public_pages(ids: Iterable[int]) -> dict[int, Page]:
    """Return the public pages among `ids`, each of its own type, by id.

    Costs one query per page type, whatever the number of ids; bodies are left out.
    """
    pages = public_pages().filter(pk__in=set(ids)).select_related("locale")
    return {page.pk: page for page in pages.defer_streamfields().specific()}


class BasePageQuerySet(PageQuerySet):
    """Pages of one type."""

    def public_now(self) -> Self:
        return public_now(self)

    def with_relations(self) -> Self:
        """Load what a card or a detail page shows in a fixed number of queries."""
        return self.select_related("locale").prefetch_related(
            *self.model.get_display_relations()
        )


BasePageManager = PageManager.from_queryset(BasePageQuerySet)
