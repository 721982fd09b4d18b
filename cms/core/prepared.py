"""Queries whose SQL is put together once.

For the few rows of an answer Django takes longer to turn a query set into SQL than the
database takes to run it. A prepared query is written as a query set like any other, with
parameters in the places of its values. Its SQL is kept; the database is asked each time.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import nullcontext
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connections
from django.db.models import Expression, Field, ForeignObject
from django.db.models.fields.related_lookups import RelatedIn
from django.db.models.lookups import In

from wagtail.coreutils import get_content_languages

from cms.core.copying import shallow_copy


if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models import QuerySet
    from django.db.models.sql.compiler import SQLCompiler

#: How many texts of SQL are kept for each function; some of them write several.
KEPT = 200
_caches: list[Callable[[], None]] = []


class Parameter(Expression):
    """A value that is given when the query is asked.

    Args:
        name: What it is called there; it may stand in many places of a query.
        field: A field of the kind of the value.
    """

    def __init__(self, name: str, field: Field) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Any:
        return "%s", [self]

    def given(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        """Return `value` as it is sent to the database."""
        return self.output_field.get_db_prep_value(value, connection)


class Keys(Parameter):
    """Any number of values, for `column__any_of=`."""

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        return "(SELECT value FROM json_each(%s))", [self]

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        type_ = self.output_field.cast_db_type(connection)
        return f"%s::{type_}[]", [self]

    def given(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        keys = list(value)
        return json.dumps(keys) if connection.vendor == "sqlite" else keys


class _OfArray:
    """`column__any_of=Keys(…)`: what `__in` says, of an array on PostgreSQL.

    It knows how many keys an array has; of those in a subquery, which `__in` would need,
    it expects a hundred, and reads whole tables for them.
    """

    def get_rhs_op(self, connection: BaseDatabaseWrapper, rhs: str) -> str:
        return f"= ANY({rhs})" if connection.vendor == "postgresql" else f"IN {rhs}"


class AnyOf(_OfArray, In):
    """Of a column's own values."""


class RelatedAnyOf(_OfArray, RelatedIn):
    """Of the keys of related rows."""


Field.register_lookup(AnyOf, "any_of")
ForeignObject.register_lookup(RelatedAnyOf, "any_of")


class _Kept(NamedTuple):
    """A query set that is never run, and what was made of it."""

    rows: QuerySet
    compiler: SQLCompiler
    sql: str
    values: tuple[Any, ...]
    parameters: dict[str, Parameter]
    converters: Any


def prepared(make: Callable[..., QuerySet]) -> Callable[..., list[Any]]:
    """Let a function that writes a query set answer with the rows instead.

    Args:
        make: Gets what decides how the SQL looks, as positional arguments that can be
            looked up. It must depend on nothing else than these, the models and the
            languages of the site, and must not make use of prefetches.

    Returns:
        A function that takes the same arguments, the values of the query's parameters
        by name, and the `part` of the rows that is wanted.
    """

    @lru_cache(maxsize=KEPT)
    def keep(languages: Any, *arguments: Any) -> _Kept:
        rows = make(*arguments)
        compiler = rows.query.get_compiler(rows.db)
        sql, values = compiler.as_sql()
        parameters = {each.name: each for each in values if isinstance(each, Parameter)}
        columns = [column for column, *_ in compiler.select[: compiler.col_count]]
        converters = compiler.get_converters(columns)
        return _Kept(rows, compiler, sql, tuple(values), parameters, converters)

    @wraps(make)
    def ask(*arguments: Any, part: slice | None = None, **given: Any) -> list[Any]:
        languages = tuple(
            get_content_languages()
        )  # the rule of what is public has them
        return _rows(keep(languages, *arguments), part, given)

    _caches.append(keep.cache_clear)
    return ask


def forget_prepared() -> None:
    """Let all SQL be written anew: for tests that change what it is written from."""
    for clear in _caches:
        clear()


def _rows(kept: _Kept, part: slice | None, given: dict[str, Any]) -> list[Any]:
    if part and part.start >= part.stop:
        return []
    rows: Any = kept.rows
    connection = connections[rows.db]  # each thread has its own
    sent = {
        name: parameter.given(given[name], connection)
        for name, parameter in kept.parameters.items()
    }
    values = tuple(
        sent[value.name] if isinstance(value, Parameter) else value
        for value in kept.values
    )
    sql = kept.sql
    if part:
        sql += f" {connection.ops.limit_offset_sql(part.start, part.stop)}"
    compiler: Any = shallow_copy(kept.compiler)
    compiler.connection = connection
    compiler.as_sql = lambda *_args, **_kwargs: (sql, values)
    compiler.get_converters = lambda _columns: kept.converters
    query: Any = shallow_copy(rows.query)
    query.get_compiler = lambda *_args, **_kwargs: compiler
    asked = type(rows)(model=rows.model, query=query, using=rows.db)
    asked._fields = rows._fields
    with getattr(connection, "preparing", nullcontext)():
        return list(rows._iterable_class(asked))
