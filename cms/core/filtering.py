"""Lists that visitors narrow down by links, each with the number of rows behind it.

The state of a list is its address: it can be shared, kept and gone back to, and needs no
script. A value that nothing in the list has is an unknown address (404), so that made-up
values fill no cache; values that each lead somewhere and together nowhere give an empty
list with a way back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from django.http import Http404

from cms.core.facets import count


if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.utils.functional import Promise

    from cms.core.facets import Counted, Facet, FacetValue

YEAR_DIGITS = 4
LONGEST_SLUG = 120
SLUG = re.compile(r"[-\w]+")


def as_year(text: str) -> int:
    """Return the year that an address names.

    Raises:
        ValueError: It is none.
    """
    if not (text.isascii() and text.isdecimal() and len(text) == YEAR_DIGITS):
        raise ValueError(text)
    return int(text)


def as_slug(text: str) -> str:
    """Return the short name that an address gives, of letters of any script.

    Raises:
        ValueError: It is none.
    """
    if len(text) > LONGEST_SLUG or not SLUG.fullmatch(text):
        raise ValueError(text)
    return text


@dataclass(frozen=True)
class ListFilter:
    """One way to narrow a list down.

    Args:
        facet: Counts the values; its name is that of the parameter.
        label: What it is called, such as “Year”.
        read: Turns the text in the address into a value, or raises ValueError.
        narrow: Keeps the rows that have a value.
        falling: Whether the choices stand from the largest value to the smallest,
            instead of the most frequent first.
    """

    facet: Facet
    label: str | Promise
    read: Callable[[str], Any]
    narrow: Callable[[Any, Any], QuerySet]
    falling: bool = False

    @property
    def name(self) -> str:
        return self.facet.name


class Choice(NamedTuple):
    """One value to choose, or to take back.

    Args:
        label: What it is called.
        number: How many rows there would be.
        query: What leads there: `?year=2022`, or just `?` for all rows.
        is_chosen: Whether it is chosen now; `query` takes it back then.
    """

    label: str
    number: int
    query: str
    is_chosen: bool


class Group(NamedTuple):
    """The choices of one filter."""

    name: str
    label: str | Promise
    choices: list[Choice]

    @property
    def chosen(self) -> Choice | None:
        """The choice that is made here, if one is."""
        return next((each for each in self.choices if each.is_chosen), None)

    @property
    def is_of_use(self) -> bool:
        """Whether the choices tell rows apart, or one is to be taken back."""
        return len(self.choices) > 1 or self.chosen is not None


class Narrowed(NamedTuple):
    """A list as the address asks for it.

    Args:
        rows: What is left of it.
        groups: The filters with their choices; those that are of no use left out.
        clear: What leads back to the whole list.
        number: How many rows are left, if the counts tell.
    """

    rows: Any
    groups: list[Group]
    clear: str
    number: int | None = None

    @property
    def chosen(self) -> list[tuple[Group, Choice]]:
        """What the list is narrowed down by."""
        return [(group, group.chosen) for group in self.groups if group.chosen]


def single(request: HttpRequest, name: str) -> str:
    """Return a parameter of the address; empty if it has none.

    Raises:
        Http404: It stands there more than once.
    """
    values = request.GET.getlist(name)
    if len(values) > 1:
        raise Http404("A parameter stands in the address more than once.")
    return values[0] if values else ""


def narrow(
    request: HttpRequest,
    rows: QuerySet,
    filters: Sequence[ListFilter],
    kept: dict[str, str] | None = None,
    *,
    is_open: bool = False,
    count_whole: Callable[[Sequence[Facet]], Counted] | None = None,
) -> Narrowed:
    """Return `rows` narrowed down as the address asks, and what else can be chosen.

    Each count is made within the other filters: those of what is not chosen are made
    together (`cms.core.facets.count`), those of what is chosen one by one.

    Args:
        request: The request; an empty value counts as none.
        rows: The whole list: public rows only.
        filters: What it can be narrowed down by.
        kept: Other parameters that links keep.
        is_open: Whether the list is another one each time, so that a value that
            nothing in it has is no unknown address.
        count_whole: A faster way to count the list while nothing is chosen.

    Raises:
        Http404: A value is malformed, or nothing in the whole list has it.
    """
    chosen = _chosen(request, filters)
    state = {**(kept or {}), **{name: str(value) for name, value in chosen.items()}}
    left = _apply(rows, filters, chosen)
    facets = [each.facet for each in filters if each.name not in chosen]
    counted = count_whole(facets) if count_whole and not chosen else count(facets, left)
    groups: list[Group] = []
    for each in filters:
        if each.name in chosen:
            values = _values_beside(each, rows, filters, chosen, is_open=is_open)
        else:
            values = counted.values[each.name]
        if each.falling:
            values = sorted(values, key=lambda found: found.value, reverse=True)
        groups.append(_group(each, values, chosen, state))
    return Narrowed(
        left,
        [group for group in groups if group.is_of_use],
        f"?{urlencode(kept or {})}",
        counted.number,
    )


def _values_beside(
    each: ListFilter,
    rows: QuerySet,
    filters: Sequence[ListFilter],
    chosen: dict[str, Any],
    *,
    is_open: bool,
) -> list[FacetValue]:
    """Return what can be chosen in place of what is, counted within the others."""
    others = {name: value for name, value in chosen.items() if name != each.name}
    values = _counts(each, _apply(rows, filters, others))
    value = chosen[each.name]
    if not _find(values, value):
        alone = each.narrow(rows, value)
        values.append(_without_rows(each, alone, value, is_open=is_open))
    return values


def _counts(each: ListFilter, rows: QuerySet) -> list[FacetValue]:
    return count([each.facet], rows).values[each.name]


def _chosen(request: HttpRequest, filters: Sequence[ListFilter]) -> dict[str, Any]:
    chosen = {}
    for each in filters:
        if text := single(request, each.name):
            try:
                chosen[each.name] = each.read(text)
            except ValueError as error:
                raise Http404(f"There is no such {each.name}.") from error
    return chosen


def _apply(
    rows: QuerySet, filters: Sequence[ListFilter], chosen: dict[str, Any]
) -> QuerySet:
    for each in filters:
        if each.name in chosen:
            rows = each.narrow(rows, chosen[each.name])
    return rows


def _find(values: list[FacetValue], value: Any) -> FacetValue | None:
    return next((found for found in values if found.value == value), None)


def _without_rows(
    each: ListFilter, alone: QuerySet, value: Any, *, is_open: bool
) -> FacetValue:
    """Return a value that no row has within the other filters.

    Args:
        each: Its filter.
        alone: The rows of the whole list that have it.
        value: The value.
        is_open: Whether these may be none.

    Raises:
        Http404: These are none.
    """
    found = _find(_counts(each, alone), value)
    if found is None and not is_open:
        raise Http404(f"There is no such {each.name}.")
    return found.without_rows() if found else each.facet.unknown(value)


def _group(
    each: ListFilter,
    values: list[FacetValue],
    chosen: dict[str, Any],
    state: dict[str, str],
) -> Group:
    choices = []
    for found in values:
        is_chosen = chosen.get(each.name) == found.value
        target = {name: text for name, text in state.items() if name != each.name}
        if not is_chosen:
            target[each.name] = str(found.value)
        query = f"?{urlencode(target)}"
        choices.append(Choice(found.label, found.count, query, is_chosen))
    return Group(each.name, each.label, choices)
