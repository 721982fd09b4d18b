"""Editions and stories as listings need them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import F, Max, Min, OuterRef, Subquery
from django.db.models.functions import Length, Substr
from django.utils import timezone

from wagtail.models import Page, PageManager

from cms.core.querysets import BasePageQuerySet


if TYPE_CHECKING:
    from refugeeweek.models import EditionPage

STEP = Page.steplen  # characters that each level of the tree adds to a path


class EditionQuerySet(BasePageQuerySet):
    """Editions of Refugee Week."""

    def newest_first(self) -> Self:
        return self.order_by("-year", "-pk")

    def current_or_next(self) -> EditionPage | None:
        """Return the edition that is on, or else comes next, or else was last."""
        today = timezone.localdate()
        ahead = self.filter(end_date__gte=today).order_by("start_date", "pk").first()
        return ahead or self.newest_first().first()


class EventStoryQuerySet(BasePageQuerySet):
    """Event stories."""

    def in_order_of_time(self) -> Self:
        """First event first; a story without a date comes last."""
        return self.annotate(first_date=Min("occurrences__start_date")).order_by(
            F("first_date").asc(nulls_last=True), "title", "pk"
        )

    def latest_first(self) -> Self:
        """Stories of the newest edition first, and in it the last event first."""
        parent_path = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - STEP)
        edition = Page.objects.filter(path=parent_path)
        return self.annotate(
            edition_year=Subquery(edition.values("editionpage__year")[:1]),
            last_date=Max("occurrences__start_date"),
        ).order_by("-edition_year", F("last_date").desc(nulls_last=True), "-pk")


EditionManager = PageManager.from_queryset(EditionQuerySet)
EventStoryManager = PageManager.from_queryset(EventStoryQuerySet)
