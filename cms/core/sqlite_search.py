"""Search on SQLite as Wagtail does it, with a ranking that stays flat.

Wagtail searches once more for the rank of each row that is found: what a word on N pages
costs grows with the square of N. Here all ranks come from one search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import BigIntegerField, F, FloatField, Func
from django.db.models.functions import Cast

from modelsearch.backends.database.sqlite.query import MatchExpression, normalize
from modelsearch.backends.database.sqlite.sqlite import (
    SQLiteFTSIndexEntry,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
)
from modelsearch.query import And, Or, PlainText
from modelsearch.utils import get_descendants_content_types_pks


if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models import QuerySet
    from django.db.models.sql.compiler import SQLCompiler


class Rank(Func):
    """The rank of a row among `matches`, lower for a better one.

    Args:
        matches: A queryset of keys with their ranks. SQLite keeps what it finds for all
            rows of the query.
    """

    output_field = FloatField()

    def __init__(self, matches: QuerySet) -> None:
        super().__init__(F("pk"))
        self.matches = matches

    def as_sql(  # type: ignore[override] # no use for the template of `Func`
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,
        **extra_context: Any,
    ) -> tuple[str, tuple[Any, ...]]:
        key, _no_parameters = compiler.compile(self.source_expressions[0])
        matches, parameters = self.matches.query.sql_with_params()
        # Names of columns, and SQL that Django wrote; values are parameters.
        return (
            f"(WITH ranked(key, rank) AS MATERIALIZED ({matches})"  # noqa: S608
            f" SELECT rank FROM ranked WHERE ranked.key = {key})",
            parameters,
        )


class FlatQueryCompiler(SQLiteSearchQueryCompiler):
    """Ranks the rows that match words in one search."""

    order_by_relevance: bool

    def search(
        self, config: Any, start: int, stop: int, score_field: str | None = None
    ) -> QuerySet:
        """Return the rows that are found, the best first where that was asked for."""
        if (
            not self.order_by_relevance
            or score_field is not None
            or not _is_of_words(self.query)
        ):
            return super().search(config, start, stop, score_field)
        self.order_by_relevance = False
        try:
            found = super().search(config, None, None)
        finally:
            self.order_by_relevance = True
        return found.order_by(Rank(self._ranks(config)), "-pk")[start:stop]

    def build_tsrank(
        self, vector: Any, query: Any, config: Any = None, boost: float = 1.0
    ) -> Any:
        """Return the rank of a match; Wagtail multiplies those of parts, all below 0."""
        return super().build_tsrank(vector, PlainText(""), config, boost)

    def _ranks(self, config: Any) -> QuerySet:
        words = self.build_search_query(normalize(self.query), config=config)
        types = get_descendants_content_types_pks(self.queryset.model)
        return (
            SQLiteFTSIndexEntry.objects.filter(
                MatchExpression(self.fields or self.FTS_TABLE_FIELDS, words),
                index_entry__content_type__in=types,
            )
            .annotate(
                key=Cast("index_entry__object_id", BigIntegerField()),
                score=self._build_rank_expression(self.get_search_vectors(), config),
            )
            .values_list("key", "score")
        )


def _is_of_words(query: Any) -> bool:
    """Say whether a query is made of plain words only."""
    if isinstance(query, (And, Or)):
        return all(map(_is_of_words, query.subqueries))
    return isinstance(query, PlainText)


class FlatSearchBackend(SQLiteSearchBackend):
    """Wagtail's SQLite backend with that ranking."""

    query_compiler_class = FlatQueryCompiler
