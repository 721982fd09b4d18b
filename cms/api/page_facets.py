"""What the rows of a listing of pages are counted by, type by type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import CharField, Value
from django.db.models.functions import Concat, ExtractYear

from wagtail.api.v2.utils import BadRequestError

from cms.core.facets import Facet
from press.models import PressReleasePage
from refugeeweek.models import EditionPage, EventStoryPage
from refugeeweek.models.stories import EventFormat


if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from cms.core.facets import FacetValue


def _with_type(pages: QuerySet) -> QuerySet:
    kind = Concat(
        "content_type__app_label",
        Value("."),
        "content_type__model",
        output_field=CharField(),
    )
    return pages.annotate(kind=kind)


FOR_ALL = (
    Facet(
        "type",
        ("kind",),
        label=lambda kind: apps.get_model(kind)._meta.verbose_name,
        value=lambda kind: apps.get_model(kind)._meta.label,
        prepare=_with_type,
    ),
    Facet("locale", ("locale__language_code",)),
)
OWN: dict[type[Model], tuple[Facet, ...]] = {
    EditionPage: (Facet("year", ("year",)),),
    EventStoryPage: (
        Facet(
            "edition_year",
            ("public_edition_year",),
            prepare=lambda stories: stories.with_edition_year(),
        ),
        Facet("event_format", ("event_format",), lambda key: EventFormat(key).label),
        Facet("programme", ("programme__slug", "programme__name")),
        Facet(
            "partner",
            ("partnerships__partner__slug", "partnerships__partner__name"),
        ),
    ),
    PressReleasePage: (
        Facet(
            "year",
            ("year",),
            prepare=lambda releases: releases.annotate(year=ExtractYear("date")),
        ),
        Facet(
            "edition_year",
            ("public_edition_year",),
            prepare=lambda releases: releases.with_edition_year(),
        ),
    ),
}


def facets_for(model: type[Model]) -> dict[str, Facet]:
    """Return what a listing of pages of one type, or of all, can be counted by."""
    return {facet.name: facet for facet in (*OWN.get(model, ()), *FOR_ALL)}


def count_facets(names: str, rows: QuerySet) -> dict[str, list[FacetValue]]:
    """Return the counts of a listing by each facet that is asked for.

    Args:
        names: Facets, separated by commas.
        rows: All rows of the listing, those on other pages of it as well.

    Raises:
        BadRequestError: There is no such facet.
    """
    known = facets_for(rows.model)
    wanted = list(dict.fromkeys(names.split(",")))
    if not known.keys() >= set(wanted):
        raise BadRequestError(
            f"facets must be some of these, separated by commas: {', '.join(known)}."
        )
    return {name: known[name].count(rows) for name in wanted}
