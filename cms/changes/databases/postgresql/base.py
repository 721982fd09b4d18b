from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db.backends.postgresql import base
from django.db.backends.postgresql.operations import (
    DatabaseOperations as PostgresqlOperations,
)

from cms.changes.databases.before_commit import BeforeCommitMixin


if TYPE_CHECKING:
    from collections.abc import Iterator


class DatabaseOperations(PostgresqlOperations):
    """Django's own, and something to tell of a statement that the server has planned."""

    def last_executed_query(self, cursor: Any, sql: str, params: Any) -> str:
        """Return what was executed, for logs and tests; the cursor no longer knows it."""
        known = super().last_executed_query(cursor, sql, params)
        return known or self.compose_sql(sql, params)


class PreparingCursor(base.ServerBindingCursor):
    """Django's own for values that are sent beside a statement, which is prepared at once.

    By itself psycopg waits until a connection has asked for it some times.
    """

    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        options = {"prepare": True, **options}
        return super().execute(query, params, **options)  # type: ignore[misc]


class DatabaseWrapper(BeforeCommitMixin, base.DatabaseWrapper):
    """Django's own, and something to do right before each commit."""

    ops_class = DatabaseOperations

    @contextmanager
    def preparing(self) -> Iterator[None]:
        """Let the server keep the plans of what is asked until the block ends.

        Django has values written into the text of a statement, so that the server plans
        each anew.
        """
        self.ensure_connection()
        connection = self.connection
        usual = connection.cursor_factory
        connection.cursor_factory = PreparingCursor
        try:
            yield
        finally:
            connection.cursor_factory = usual
