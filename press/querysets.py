"""Press releases as listings need them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from wagtail.models import Page, PageManager

from cms.core.prepared import Keys, prepared
from cms.core.querysets import NOW, BasePageQuerySet, public_now, public_pages


if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet


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


def edition_years(keys: Iterable[int]) -> dict[int, int]:
    """Return the years of the public ones among the editions with these keys, by key."""
    return dict(_edition_years(keys=keys, now=timezone.now()))


@prepared
def _edition_years() -> QuerySet:
    editions = Page.objects.filter(pk__any_of=Keys("keys", Page._meta.pk))
    rows = public_now(editions, NOW).order_by()
    return rows.values_list("pk", "editionpage__year")


PressReleaseManager = PageManager.from_queryset(PressReleaseQuerySet)
