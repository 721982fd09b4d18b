"""Editions and stories as listings need them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db.models import (
    Case,
    Count,
    DateField,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce, Length, Substr
from django.utils import timezone

from wagtail.models import Page, PageManager

from cms.core.loading import load_relations, with_keys
from cms.core.prepared import Keys, Parameter, prepared
from cms.core.querysets import NOW, BasePageQuerySet, public_now


if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from cms.core.public_rule import Moment
    from refugeeweek.models import EditionPage

STEP = Page.steplen  # characters that each level of the tree adds to a path
#: In prepared queries, the day at which they are asked: `today=timezone.localdate()`.
TODAY = Parameter("today", DateField())


class EditionQuerySet(BasePageQuerySet):
    """Editions of Refugee Week."""

    def newest_first(self) -> Self:
        return self.order_by("-year", "-pk")

    def current_first(self) -> Self:
        """The edition that is on, or else comes next, or else was last: for `TODAY`."""
        is_ahead = Q(end_date__gte=TODAY)
        return self.order_by(
            Case(When(is_ahead, then=0), default=1, output_field=IntegerField()),
            Case(When(is_ahead, then="start_date")),
            "-year",
            "-pk",
        )


class EventStoryQuerySet(BasePageQuerySet):
    """Event stories."""

    def in_order_of_time(self) -> Self:
        """First event first; a story without a date comes last."""
        return self.annotate(first_date=_first_of("start_date")).order_by(
            F("first_date").asc(nulls_last=True), "title", "pk"
        )

    def latest_first(self) -> Self:
        """Stories of the newest edition first, and in it the last event first."""
        edition = Page.objects.filter(path=_path_above(OuterRef("path")))
        return self.annotate(
            edition_year=Subquery(edition.values("editionpage__year")[:1]),
            last_date=_first_of("-start_date"),
        ).order_by("-edition_year", F("last_date").desc(nulls_last=True), "-pk")

    def with_dates(self) -> list[Any]:
        """Return the stories that have a date, with their dates and venues.

        An alias would tell of the same dates a second time.
        """
        dates = apps.get_model("refugeeweek.Occurrence").objects.values("story")
        stories = self.filter(pk__in=dates, alias_of__isnull=True)
        rows = list(with_keys(stories.defer_streamfields(), ["locale"]))
        load_relations(rows, ["occurrences__venue"])
        return rows

    def with_edition_year(self) -> Self:
        """Add `public_edition_year`, which tells nothing of an edition in the making."""
        above = _edition_above(timezone.now())
        return self.annotate(public_edition_year=Subquery(above.values("year")[:1]))

    def with_path_above(self) -> Self:
        """Add `path_above`, where the edition stands in the tree."""
        return self.annotate(path_above=_path_above(F("path")))

    def latest_with_accent(self) -> Self:
        """The latest stories first, with what their `accent` is told from: for `NOW`."""
        above = _edition_above(NOW)
        return self.latest_first().annotate(
            public_edition_year=Subquery(above.values("year")[:1]),
            edition_colour=Subquery(above.values("accent_colour")[:1]),
        )

    def numbers_by_edition(self) -> dict[str, int]:
        """Count the stories of each edition; the keys are the paths of editions."""
        above = self.order_by().values_list(_path_above(F("path")))
        return dict(above.annotate(number=Count("pk")))

    def in_edition_year(self, year: int) -> Self:
        return self.with_edition_year().filter(public_edition_year=year)

    def of_programme(self, slug: str) -> Self:
        return self.filter(programme__slug=slug)

    def with_partner(self, slug: str) -> Self:
        """Stories in which an organisation had a part, whichever."""
        partnerships = apps.get_model("refugeeweek.Partnership").objects
        stories = partnerships.filter(partner__slug=slug).values("story")
        return self.filter(pk__in=stories)

    def online(self, wanted: bool) -> Self:
        """Stories that could be attended online on some date, or those that could not."""
        occurrences = apps.get_model("refugeeweek.Occurrence").objects
        is_online = Q(pk__in=occurrences.filter(is_online=True).values("story"))
        return self.filter(is_online if wanted else ~is_online)

    def happening(self, first: date | None, last: date | None) -> Self:
        """Stories with an occurrence that overlaps a span of days.

        Args:
            first: The first day of the span; None for no bound.
            last: Its last day; None for no bound.
        """
        rows = apps.get_model("refugeeweek.Occurrence").objects.alias(
            until=Coalesce("end_date", "start_date")
        )
        if first:
            rows = rows.filter(until__gte=first)
        if last:
            rows = rows.filter(start_date__lte=last)
        return self.filter(pk__in=rows.values("story"))


def _edition_above(now: Moment) -> QuerySet:
    """Return the edition that a story belongs to, if it is public, for a subquery."""
    editions = apps.get_model("refugeeweek.EditionPage").objects
    above = editions.filter(path=_path_above(OuterRef("path")))
    return public_now(above, now)


def _first_of(order: str) -> Subquery:
    """Return on which day the first event of a story begins, or with `-` the last one.

    As `Min` and `Max` of a join, stories would be grouped by all of their columns.
    """
    dates = apps.get_model("refugeeweek.Occurrence").objects.filter(
        story=OuterRef("pk")
    )
    return Subquery(dates.order_by(order).values("start_date")[:1])


def _path_above(path: Any) -> Substr:
    """Return the path of the page right above, as an expression."""
    return Substr(path, 1, Length(path) - STEP)


def edition_above(story: Page) -> EditionPage | None:
    """Return the edition that a story is of, without its body, if it is public."""
    editions = apps.get_model("refugeeweek.EditionPage").objects.public_now()
    above = editions.filter(path=story.path[:-STEP]) if story.path else editions.none()
    return above.defer_streamfields().first()


def edition_years(paths: Iterable[str]) -> dict[str, int]:
    """Return the years of the public editions at these places in the tree, by place."""
    return dict(_edition_years(paths=paths, now=timezone.now()))


@prepared
def _edition_years() -> QuerySet:
    paths = Keys("paths", Page._meta.get_field("path"))
    pages = public_now(Page.objects.filter(path__any_of=paths), NOW).order_by()
    return pages.values_list("path", "editionpage__year")


EditionManager = PageManager.from_queryset(EditionQuerySet)
EventStoryManager = PageManager.from_queryset(EventStoryQuerySet)
