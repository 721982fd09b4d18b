"""How many rows of a listing have each value: what readers narrow it down by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import CharField, Count, Value
from django.db.models.functions import Concat, ExtractYear


if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.db.models.sql.compiler import SQLCompiler

#: What stands in some columns, and at the end in how many rows it does.
Group = tuple[Any, ...]


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
        look_up: Tells which values those in the column stand for, for all of them in
            one query; what it does not tell of has no value.
        is_many: Whether a row may have several values.
    """

    name: str
    columns: tuple[str, ...]
    label: Callable[[Any], Any] = str
    value: Callable[[Any], Any] = lambda value: value
    prepare: Callable[[Any], QuerySet] = lambda rows: rows
    look_up: Callable[[set[Any]], dict[Any, Any]] | None = None
    is_many: bool = False

    def unknown(self, value: Any) -> FacetValue:
        """Return a value that no row has, by whatever can be told of it."""
        return FacetValue(value, str(self.label(value)), 0)

    def values(self, groups: Iterable[tuple[Any, int]]) -> list[FacetValue]:
        """Return the values in what was counted, the most frequent first.

        Args:
            groups: What stands in `columns`, with the number of rows where it does.
                Rows without a value are left out.
        """
        numbers: Counter[tuple[Any, ...]] = Counter()
        for columns, number in groups:
            numbers[tuple(columns)] += number
        if self.look_up:
            numbers = _looked_up(numbers, self.look_up)
        found = [(each, n) for each, n in numbers.items() if each[0] is not None]
        return [
            FacetValue(self.value(columns[0]), str(self.label(columns[-1])), number)
            for columns, number in sorted(found, key=lambda each: (-each[1], each[0]))
        ]


class Counted(NamedTuple):
    """What was counted in a listing.

    Args:
        values: The values of each facet, by its name, the most frequent first.
        number: How many rows there are, if that came out, too.
    """

    values: dict[str, list[FacetValue]]
    number: int | None


def count(facets: Sequence[Facet], rows: QuerySet) -> Counted:
    """Return the values of `facets` that occur in `rows`.

    Costs one query for all facets of which a row has one value, and one more for each
    other.
    """
    single = [facet for facet in facets if not facet.is_many]
    found = _counted(single, rows) if single else Counted({}, None)
    for each in facets:
        if each.is_many:
            found.values.update(_counted([each], rows).values)
    return found


def _counted(facets: Sequence[Facet], rows: QuerySet) -> Counted:
    """Count by the columns of all `facets` together.

    Of each a row has one value, or there is one facet only.
    """
    groups = _groups(facets, rows)
    values, first = {}, 0
    for facet in facets:
        end = first + len(facet.columns)
        values[facet.name] = facet.values((c[first:end], n) for *c, n in groups)
        first = end
    return Counted(values, sum(number for *_columns, number in groups))


def _groups(facets: Sequence[Facet], rows: QuerySet) -> list[Group]:
    """Return which values stand together in the columns of all `facets`, and how often."""
    counted: Any = rows.order_by()
    if counted.query.annotations:  # which would be counted by, too
        counted = rows.model.objects.filter(pk__in=counted.values("pk"))
    for facet in facets:
        counted = facet.prepare(counted)
    columns = [column for facet in facets for column in facet.columns]
    groups = counted.values_list(*columns)
    return list(groups.annotate(rows=Count("pk", distinct=True)))


def _looked_up(
    numbers: Counter[tuple[Any, ...]], look_up: Callable[[set[Any]], dict[Any, Any]]
) -> Counter[tuple[Any, ...]]:
    known = look_up({key for (key,) in numbers if key is not None})
    found: Counter[tuple[Any, ...]] = Counter()
    for (key,), number in numbers.items():
        found[known.get(key),] += number
    return found


class YearOfDate(ExtractYear):
    """The year of a date. On SQLite Django would call a function of Python for each row."""

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **_more: Any) -> Any:
        date, parameters = compiler.compile(self.lhs)
        return f"CAST(SUBSTR({date}, 1, 4) AS INTEGER)", parameters


def with_type(pages: QuerySet) -> QuerySet:
    """Add the `kind` of each page, in small letters: `press.pressreleasepage`."""
    kind = Concat(
        "content_type__app_label",
        Value("."),
        "content_type__model",
        output_field=CharField(),
    )
    return pages.annotate(kind=kind)
