from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db.backends.postgresql import base

from cms.changes.databases.before_commit import BeforeCommitMixin


if TYPE_CHECKING:
    from collections.abc import Iterator


class DatabaseWrapper(BeforeCommitMixin, base.DatabaseWrapper):
    """Django's own, and something to do right before each commit."""

    @contextmanager
    def preparing(self) -> Iterator[None]:
        """Let the server keep the plans of what is asked until the block ends.

        Django has values written into the text of a statement, so that the server plans
        each anew. How often it must have been asked is `prepare_threshold` of psycopg.
        """
        self.ensure_connection()
        connection = self.connection
        usual = connection.cursor_factory
        connection.cursor_factory = base.ServerBindingCursor
        try:
            yield
        finally:
            connection.cursor_factory = usual
