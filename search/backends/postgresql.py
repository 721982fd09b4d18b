"""Search on PostgreSQL, folded."""

from __future__ import annotations

from modelsearch.backends.database.postgres.postgres import (
    PostgresIndex,
    PostgresSearchBackend,
)

from search.backends.folded import FoldedIndexMixin, FoldedSearchMixin


class FoldedIndex(FoldedIndexMixin, PostgresIndex):
    """Wagtail's index on PostgreSQL, folded."""


class SearchBackend(FoldedSearchMixin, PostgresSearchBackend):
    """Wagtail's backend, folded."""

    index_class = FoldedIndex
