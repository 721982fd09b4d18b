"""Search on SQLite, folded."""

from __future__ import annotations

from modelsearch.backends.database.sqlite.sqlite import SQLiteIndex

from cms.core.sqlite_search import FlatSearchBackend
from search.backends.folded import FoldedIndexMixin, FoldedSearchMixin


class FoldedIndex(FoldedIndexMixin, SQLiteIndex):
    """Wagtail's index on SQLite, folded."""


class SearchBackend(FoldedSearchMixin, FlatSearchBackend):
    """The flat backend, folded."""

    index_class = FoldedIndex
