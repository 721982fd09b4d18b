"""What a listing can be narrowed down by: a parameter, and the rows that it leaves.

Only what an endpoint names: Wagtail lets a client filter by any column, bodies and
references to drafts included.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import models

from taggit.managers import TaggableManager
from wagtail.api.v2.utils import BadRequestError
from wagtail.models import Page

from cms.api.parameters import (
    BOOLEAN,
    DAY,
    MOMENT,
    TEXT,
    Kind,
    Parameter,
    choice,
    number,
)
from cms.core.querysets import public_pages


if TYPE_CHECKING:
    from django.db.models import Field, Model, QuerySet
    from django.http import QueryDict

MOST_TAGS = 10  # each costs the database a join


class Filter(NamedTuple):
    """One or more parameters that narrow a listing together.

    Args:
        parameters: In the order in which `narrow` takes their values.
        narrow: Gets the rows and a value for each parameter, None for one that is not
            given, and returns the rows to keep. It may raise BadRequestError.
    """

    parameters: tuple[Parameter, ...]
    narrow: Callable[..., Any]

    def apply(self, rows: QuerySet, query: QueryDict) -> QuerySet:
        """Return the rows that the request asks for.

        Raises:
            BadRequestError: A parameter is not what it takes.
        """
        values = [parameter.read(query) for parameter in self.parameters]
        if all(value is None for value in values):
            return rows
        return self.narrow(rows, *values)


def by(
    name: str, kind: Kind, description: str, narrow: Callable[[Any, Any], QuerySet]
) -> Filter:
    """Return the filter that has one parameter."""
    return Filter((Parameter(name, kind, description),), narrow)


def by_field(model: type[Model], name: str) -> Filter:
    """Return the filter `?name=value`: rows with exactly this value in a field."""
    field: Any = model._meta.get_field(name)
    if isinstance(field, TaggableManager):
        description = (
            f"Has all of these tags, separated by commas; at most {MOST_TAGS}."
        )
        return by(name, TEXT, description, _with_tags(name))
    if isinstance(field, models.ForeignKey):
        return by(name, number(), f"The id of its {name}.", _naming(field))
    return by(
        name,
        kind_of(field),
        f"Exactly this {name}.",
        lambda rows, value: rows.filter(**{name: value}),
    )


def kind_of(field: Field) -> Kind:
    """Return what a parameter takes that is compared with `field`."""
    if field.choices:
        return choice(str(key) for key, _label in field.flatchoices)
    for field_class, kind in KINDS.items():
        if isinstance(field, field_class):
            return kind
    return TEXT


# A DateTimeField is a DateField, too: the first match counts.
KINDS: dict[type[models.Field], Kind] = {
    models.DateTimeField: MOMENT,
    models.DateField: DAY,
    models.BooleanField: BOOLEAN,
    models.IntegerField: number(),
}


def plain_columns(model: type[Model]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return those of a model's `api_fields` that can be filtered and sorted by.

    Long texts and bodies are neither; tags and references have no order.
    """
    names = [
        getattr(field, "name", field) for field in getattr(model, "api_fields", ())
    ]
    fields = [field for field in model._meta.get_fields() if field.name in names]
    columns = [f.name for f in fields if isinstance(f, (*KINDS, models.CharField))]
    others = [
        f.name for f in fields if isinstance(f, models.ForeignKey | TaggableManager)
    ]
    return (*columns, *others), tuple(columns)


def _with_tags(name: str) -> Callable[[QuerySet, str], QuerySet]:
    def narrow(rows: QuerySet, value: str) -> QuerySet:
        tags = value.split(",")
        if len(tags) > MOST_TAGS:
            raise BadRequestError(f"{name} must hold at most {MOST_TAGS} tags.")
        for tag in tags:
            rows = rows.filter(**{f"{name}__name": tag})
        return rows

    return narrow


def _naming(field: models.ForeignKey) -> Callable[[QuerySet, int], QuerySet]:
    def narrow(rows: QuerySet, key: int) -> QuerySet:
        if not issubclass(field.related_model, Page):
            return rows.filter(**{field.name: key})
        # A page that is not public is unknown here, as an id that nothing has.
        known = public_pages().filter(pk=key)
        return rows.filter(**{f"{field.name}__in": known.values("pk")})

    return narrow
