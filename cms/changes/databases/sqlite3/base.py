from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base

from cms.changes.databases.before_commit import BeforeCommitMixin


class Cursor(base.SQLiteCursorWrapper):
    """Django's own, which would look through the same long SQL each time."""

    def convert_query(self, query: str, *, param_names: Any = None) -> str:
        if param_names is None:
            return _with_question_marks(query)
        return super().convert_query(query, param_names=param_names)


class DatabaseWrapper(BeforeCommitMixin, base.DatabaseWrapper):
    """Django's own, and something to do right before each commit."""

    def create_cursor(self, name: Any = None) -> Cursor:
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        return cursor


@lru_cache(maxsize=500)
def _with_question_marks(query: str) -> str:
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")
