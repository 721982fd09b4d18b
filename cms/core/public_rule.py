"""The rule of who may see a page, as one condition in SQL.

It is written out because it is asked several times for each answer: built from Django's
subqueries the same condition takes ten milliseconds to put together, this one less than
half a millisecond. `cms.core.querysets` is what the rest of the project uses.
"""
# Only names of tables and columns are put into the text; values are parameters.
# ruff: noqa: S608

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import BooleanField, Expression, F, Func, Value

from wagtail.coreutils import get_content_languages
from wagtail.models import Locale, Page, PageViewRestriction, Site


if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

PAGE = Page._meta.db_table
SITE = Site._meta.db_table
LOCALE = Locale._meta.db_table
RESTRICTION = PageViewRestriction._meta.db_table

Sql = tuple[str, tuple[Any, ...]]
Moment = datetime | F | Expression


class Columns(NamedTuple):
    """What the rule reads of a page, as SQL."""

    live: str
    go_live_at: str
    expire_at: str
    path: str
    locale_id: str
    alias_of_id: str


class PublicAt(Func):
    """Says of each page of a query whether it is public at a moment.

    Args:
        moment: A time, the name of a column with one, or a parameter for one.
        restricted: Whether pages with a view restriction count as well. The source of
            an alias must have none in any case.
    """

    output_field = BooleanField()

    def __init__(self, moment: Moment, *, restricted: bool = False) -> None:
        time = Value(moment) if isinstance(moment, datetime) else moment
        super().__init__(*map(F, Columns._fields), time)
        self.restricted = restricted

    def as_sql(  # type: ignore[override] # no use for the template of `Func`
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,
        **extra_context: Any,
    ) -> Sql:
        *columns, moment = map(compiler.compile, self.source_expressions)
        page = Columns(*(sql for sql, _no_parameters in columns))
        return public_sql(page, moment, restricted=self.restricted)


class Unrestricted(Func):
    """Says of each page of a query whether it has no view restriction, nor one above.

    It is what pages that answer (`restricted=True`) lack to be public.
    """

    output_field = BooleanField()

    def __init__(self) -> None:
        super().__init__(*map(F, Columns._fields))

    def as_sql(  # type: ignore[override] # no use for the template of `Func`
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,
        **extra_context: Any,
    ) -> Sql:
        columns = map(compiler.compile, self.source_expressions)
        return _unrestricted(Columns(*(sql for sql, _no_parameters in columns)))


def columns_of(table: str) -> Columns:
    """Return what the rule reads, by the name that a query has for the pages."""
    return Columns(*(f"{table}.{column}" for column in Columns._fields))


def public_sql(page: Columns, moment: Sql, *, restricted: bool = False) -> Sql:
    """Return the rule as text, for SQL that is written by hand like this."""
    conditions = [*_stands(page, moment), _repeats_nothing_hidden(page, moment)]
    if not restricted:
        conditions.append(_unrestricted(page))
    sql, parameters = _all_of(conditions)
    return f"({sql})", parameters


def _stands(page: Columns, moment: Sql) -> list[Sql]:
    """Return what holds of a page that visitors may ask for, if it is no alias."""
    time, parameters = moment
    return [
        (page.live, ()),
        (f"({page.go_live_at} IS NULL OR {page.go_live_at} <= {time})", parameters),
        (f"({page.expire_at} IS NULL OR {page.expire_at} > {time})", parameters),
        _in_a_site(page),
    ]


def _in_a_site(page: Columns) -> Sql:
    """Below a home page of its own language: a page elsewhere has no address.

    The home pages are looked up once for all rows of a query, hence the name for them.
    """
    languages = tuple(get_content_languages())
    marks = ", ".join(["%s"] * len(languages))
    return (
        "EXISTS (WITH homes(path, locale_id) AS MATERIALIZED ("
        f"SELECT home.path, home.locale_id FROM {SITE} site"
        f" JOIN {PAGE} main ON main.id = site.root_page_id"
        f" JOIN {PAGE} home ON home.translation_key = main.translation_key"
        f" JOIN {LOCALE} locale ON locale.id = home.locale_id"
        f" WHERE locale.language_code IN ({marks}))"
        f" SELECT 1 FROM homes WHERE homes.locale_id = {page.locale_id}"
        f" AND homes.path = SUBSTR({page.path}, 1, LENGTH(homes.path)))",
        languages,
    )


def _unrestricted(page: Columns) -> Sql:
    """Neither the page nor one above is for some people only.

    `CROSS JOIN` makes SQLite begin with the restrictions, which are few.
    """
    return (
        f"NOT EXISTS (SELECT 1 FROM {RESTRICTION} restriction CROSS JOIN {PAGE} above"
        " WHERE above.id = restriction.page_id"
        f" AND above.path = SUBSTR({page.path}, 1, LENGTH(above.path)))",
        (),
    )


def _repeats_nothing_hidden(page: Columns, moment: Sql) -> Sql:
    """An alias is public only while what it repeats is public, too.

    That may be another alias. A longer chain is nobody's purpose and stays hidden. Both
    are joined rather than nested: SQLite refuses conditions that are nested deeply.
    """
    first, second = columns_of("source"), columns_of("second_source")
    here, here_values = _all_of([*_stands(first, moment), _unrestricted(first)])
    there, there_values = _all_of([*_stands(second, moment), _unrestricted(second)])
    return (
        f"({page.alias_of_id} IS NULL OR EXISTS (SELECT 1 FROM {PAGE} source"
        f" LEFT JOIN {PAGE} second_source ON second_source.id = source.alias_of_id"
        f" WHERE source.id = {page.alias_of_id} AND {here}"
        " AND second_source.alias_of_id IS NULL"
        f" AND (source.alias_of_id IS NULL OR {there})))",
        here_values + there_values,
    )


def _all_of(conditions: list[Sql]) -> Sql:
    text = " AND ".join(sql for sql, _parameters in conditions)
    return text, tuple(p for _sql, values in conditions for p in values)
