"""Run a function in a transaction, right before it is committed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper


class BeforeCommitMixin(BaseDatabaseWrapper):
    """A database connection that does something before it commits.

    Attributes:
        before_commit: What to do. It runs in the transaction that is about to be
            committed, and is forgotten after it.
    """

    before_commit: Callable[[], None] | None = None

    def run_before_commit(self, function: Callable[[], None]) -> None:
        """Call `function` before the transaction ends, or now if there is none.

        Calling it again in the same transaction replaces the function. A test that is
        to be rolled back as a whole never commits; there the outermost block of the
        code under test counts as the transaction.
        """
        self.before_commit = function
        if self._nothing_is_open():
            self._run_before_commit()

    def commit(self) -> None:
        if self.before_commit is not None:
            try:
                self.in_atomic_block = True  # as it was until a moment ago
                self._run_before_commit()
            except BaseException:
                self.in_atomic_block = False
                self.rollback()
                raise
            self.in_atomic_block = False
        super().commit()

    def savepoint_commit(self, sid: Any) -> None:
        super().savepoint_commit(sid)
        if self.before_commit is not None and self._nothing_is_open():
            self._run_before_commit()

    def _rollback(self) -> None:
        self.before_commit = None
        super()._rollback()  # type: ignore[misc]

    def close(self) -> None:
        self.before_commit = None
        super().close()

    def _nothing_is_open(self) -> bool:
        blocks: list[Any] = self.atomic_blocks
        return all(block._from_testcase for block in blocks)

    def _run_before_commit(self) -> None:
        function, self.before_commit = self.before_commit, None
        if function:
            function()
