"""What listings of pages can be narrowed down by, type by type."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from wagtail.api.v2.utils import BadRequestError
from wagtail.models import Page

from cms.api.narrowing import Filter, by, by_field, plain_columns
from cms.api.parameters import BOOLEAN, DAY, MOMENT, TEXT, YEAR, Parameter
from cms.core.models import BasePage
from press.models import PressReleasePage
from refugeeweek.models import EditionPage, EventStoryPage


if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

#: Columns of all pages that a listing is filtered and sorted by.
PAGE_FIELDS = (
    "id",
    "title",
    "slug",
    "show_in_menus",
    "seo_title",
    "search_description",
    "first_published_at",
    "last_published_at",
)
#: Those that each type adds: filtered by, sorted by.
OWN_FIELDS: dict[type[Model], tuple[tuple[str, ...], tuple[str, ...]]] = {
    EditionPage: (
        ("year", "theme", "start_date", "end_date"),
        ("year", "theme", "start_date", "end_date"),
    ),
    EventStoryPage: (("event_format",), ("event_format",)),
    PressReleasePage: (("date", "location", "edition"), ("date", "location")),
}
NO_FIELDS: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


def filters_for(model: type[Model]) -> list[Filter]:
    """Return what a listing of pages of one type, or of all, can be narrowed down by."""
    names = PAGE_FIELDS + own_fields(model)[0]
    fields = [by_field(model, name) for name in names]
    return [*fields, *FOR_ALL, *OWN.get(model, [])]


def order_fields_for(model: type[Model]) -> tuple[str, ...]:
    """Return the columns that a listing of pages of a type can be sorted by."""
    return PAGE_FIELDS + own_fields(model)[1]


def own_fields(model: type[Model]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return by what else a page type is filtered and sorted.

    For a type that is not ours, as in another Wagtail package, these are the plain
    columns among its `api_fields`, as with Wagtail's own API.
    """
    if model in OWN_FIELDS or model is Page or issubclass(model, BasePage):
        return OWN_FIELDS.get(model, NO_FIELDS)
    return plain_columns(model)


def _of_programme(stories: Any, value: str) -> QuerySet:
    """Keep stories of a programme; Wagtail's own filter takes its id."""
    if value.isascii() and value.isdecimal():
        return (
            stories.filter(programme=int(value)) if len(value) < 19 else stories.none()
        )
    return stories.of_programme(value)


def _check_order(first: date | None, last: date | None) -> None:
    if first and last and first > last:
        raise BadRequestError("from must not be later than to.")


def _happening(stories: Any, first: date | None, last: date | None) -> QuerySet:
    _check_order(first, last)
    return stories.happening(first, last)


def _dated(releases: Any, first: date | None, last: date | None) -> QuerySet:
    _check_order(first, last)
    return releases.dated(first, last)


def _between(what: str) -> tuple[Parameter, Parameter]:
    return (
        Parameter("from", DAY, f"{what} on this day or later."),
        Parameter("to", DAY, f"{what} on this day or earlier."),
    )


FOR_ALL = [
    by(
        "modified_after",
        MOMENT,
        "Published again after this moment.",
        lambda pages, value: pages.filter(last_published_at__gt=value),
    ),
    by(
        "published_after",
        MOMENT,
        "Published for the first time after this moment.",
        lambda pages, value: pages.filter(first_published_at__gt=value),
    ),
]
OWN: dict[type[Model], list[Filter]] = {
    EditionPage: [
        by(
            "year_from",
            YEAR,
            "The edition of this year or a later one.",
            lambda editions, year: editions.filter(year__gte=year),
        ),
        by(
            "year_to",
            YEAR,
            "The edition of this year or an earlier one.",
            lambda editions, year: editions.filter(year__lte=year),
        ),
    ],
    EventStoryPage: [
        by(
            "edition_year",
            YEAR,
            "The year of its edition.",
            lambda stories, year: stories.in_edition_year(year),
        ),
        by("programme", TEXT, "The slug of its programme.", _of_programme),
        by(
            "partner",
            TEXT,
            "The slug of an organisation that took part.",
            lambda stories, slug: stories.with_partner(slug),
        ),
        Filter(_between("Took place, or will,"), _happening),
        by(
            "online",
            BOOLEAN,
            "Whether it could be attended online.",
            lambda stories, value: stories.online(value),
        ),
    ],
    PressReleasePage: [
        by(
            "year",
            YEAR,
            "Dated in this year.",
            lambda releases, year: releases.in_year(year),
        ),
        by(
            "edition_year",
            YEAR,
            "About the edition of this year.",
            lambda releases, year: releases.about_edition_year(year),
        ),
        Filter(_between("Dated"), _dated),
    ],
}
