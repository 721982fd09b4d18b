"""How many rows of a listing have each value: what readers narrow it down by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Count, Value
from django.db.models.functions import Concat


if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True)
class FacetValue:
    """One value, how it is called, and how many rows have it."""

    value: Any
    label: str
    count: int

    def without_rows(self) -> FacetValue:
        """Return the same value where no row has it."""
        return replace(self, count=0)


@dataclass(frozen=True)
class Facet:
    """One way to sort the rows of a listing into heaps.

    Args:
        name: As it stands in an address, such as `event_format`.
        columns: The column with the value; a second one holds what it is called.
        label: Turns the last column into what the value is called.
        value: Turns the first into the value, as a filter of that name takes it.
        prepare: Adds the columns to the rows, where they are none of the model's own.
    """

    name: str
    columns: tuple[str, ...]
    label: Callable[[Any], Any] = str
    value: Callable[[Any], Any] = lambda value: value
    prepare: Callable[[Any], QuerySet] = lambda rows: rows

    def unknown(self, value: Any) -> FacetValue:
        """Return a value that no row has, by whatever can be told of it."""
        return FacetValue(value, str(self.label(value)), 0)

    def count(self, rows: QuerySet) -> list[FacetValue]:
        """Return the values that occur in `rows`, the most frequent first.

        Rows without a value are left out. Costs one query.
        """
        every = rows.model.objects.filter(pk__in=rows.order_by().values("pk"))
        counted = (
            self.prepare(every)
            .exclude(**{f"{self.columns[0]}__isnull": True})
            .order_by()
            .values_list(*self.columns)
            .annotate(rows=Count("pk", distinct=True))
            .order_by("-rows", *self.columns)
        )
        return [
            FacetValue(self.value(columns[0]), str(self.label(columns[-1])), number)
            for *columns, number in counted
        ]


def with_type(pages: QuerySet) -> QuerySet:
    """Add the `kind` of each page, in small letters: `press.pressreleasepage`."""
    kind = Concat(
        "content_type__app_label",
        Value("."),
        "content_type__model",
        output_field=CharField(),
    )
    return pages.annotate(kind=kind)
