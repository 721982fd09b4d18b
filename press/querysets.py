"""Press releases as listings need them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import OuterRef, Subquery

from wagtail.models import PageManager

from cms.core.querysets import BasePageQuerySet, public_pages


if TYPE_CHECKING:
    from datetime import date


class PressReleaseQuerySet(BasePageQuerySet):
    """Press releases."""

    def newest_first(self) -> Self:
        return self.order_by("-date", "-pk")

    def in_year(self, year: int) -> Self:
        return self.filter(date__year=year)

    def about_edition_year(self, year: int) -> Self:
        return self.with_edition_year().filter(public_edition_year=year)

    def with_edition_year(self) -> Self:
        """Add `public_edition_year`, which tells nothing of an edition in the making."""
        edition = public_pages().filter(pk=OuterRef("edition"))
        year = Subquery(edition.values("editionpage__year")[:1])
        return self.annotate(public_edition_year=year)

    def dated(self, first: date | None, last: date | None) -> Self:
        """Releases of a span of days; None for a day stands for no bound."""
        releases = self
        if first:
            releases = releases.filter(date__gte=first)
        if last:
            releases = releases.filter(date__lte=last)
        return releases


PressReleaseManager = PageManager.from_queryset(PressReleaseQuerySet)
