"""What the rows of a listing of pages are counted by, type by type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps

from wagtail.api.v2.utils import BadRequestError

from cms.core.facets import Facet, count, with_type
from press.facets import RELEASE_FACETS
from press.models import PressReleasePage
from refugeeweek.facets import STORY_FACETS
from refugeeweek.models import EditionPage, EventStoryPage


if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from cms.core.facets import Counted


FOR_ALL = (
    Facet(
        "type",
        ("kind",),
        label=lambda kind: apps.get_model(kind)._meta.verbose_name,
        value=lambda kind: apps.get_model(kind)._meta.label,
        prepare=with_type,
    ),
    Facet("locale", ("locale__language_code",)),
)
OWN: dict[type[Model], tuple[Facet, ...]] = {
    EditionPage: (Facet("year", ("year",)),),
    EventStoryPage: STORY_FACETS,
    PressReleasePage: RELEASE_FACETS,
}


def facets_for(model: type[Model]) -> dict[str, Facet]:
    """Return what a listing of pages of one type, or of all, can be counted by."""
    return {facet.name: facet for facet in (*OWN.get(model, ()), *FOR_ALL)}


def count_facets(names: str, rows: QuerySet) -> Counted:
    """Return the counts of a listing by each facet that is asked for, in their order.

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
    counted = count([known[name] for name in wanted], rows)
    values = {name: counted.values[name] for name in wanted}
    return counted._replace(values=values)
