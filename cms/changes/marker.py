"""A note that all processes share of where the log is, read without the database.

A writer notes its token before it commits (`begin`), and again when the commit and all
that follows it is done (`settle`). While the two differ, a change may have been committed
or not: whoever reads asks the database then. A process that is killed in between leaves
them different, which costs others a query each and is mended by the worker
(`cms.changes.position.mend`). Writers take turns (`LogHead` is locked), so a note is
never overwritten by that of an earlier change that comes late without being seen as such.
"""

from __future__ import annotations

import logging
import os
from functools import cache
from pathlib import Path
from typing import Protocol

from django.core.cache import cache as shared_cache
from django.core.cache.backends.redis import RedisCache
from django.db import DEFAULT_DB_ALIAS, connections

from cms.changes.models import LogHead
from cms.changes.models.log import TOKEN_LENGTH
from cms.core.shared_cache import unless_broken


logger = logging.getLogger(__name__)

BEGUN, SETTLED = "changes:begun", "changes:settled"


class Marker(Protocol):
    """Where the note is kept."""

    asks_database: bool

    def begin(self, token: str) -> None:
        """Note that a change is about to be committed."""

    def settle(self, token: str) -> None:
        """Note that it is, and that all that follows it is done."""

    def read(self) -> str | None:
        """Return the token that holds; None where only the database knows."""


class FileMarker:
    """In a small file beside the database, for SQLite: all processes share its disk."""

    asks_database = False

    def __init__(self, database: str) -> None:
        self._path = Path(f"{database}-position")

    def begin(self, token: str) -> None:
        self._write(token, 0)

    def settle(self, token: str) -> None:
        self._write(token, TOKEN_LENGTH)

    def read(self) -> str | None:
        try:
            text = self._read().decode()
        except (OSError, UnicodeDecodeError):
            return None
        begun, settled = text[:TOKEN_LENGTH], text[TOKEN_LENGTH:]
        return settled if begun == settled != "" else None

    def _read(self) -> bytes:
        # Asked for each request: Python's own file objects cost several times as much.
        file = os.open(self._path, os.O_RDONLY)
        try:
            return os.read(file, 2 * TOKEN_LENGTH)
        finally:
            os.close(file)

    def _write(self, token: str, offset: int) -> None:
        # Opened each time: after a restore there may be another file of this name.
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            os.pwrite(file, token.encode(), offset)
        finally:
            os.close(file)


class CacheMarker:
    """In Redis, which all processes share.

    A cache that is away stops nobody from publishing. Readers cannot reach it either
    and ask the database, and the worker mends what was missed.
    """

    asks_database = False

    def begin(self, token: str) -> None:
        self._set(BEGUN, token)

    def settle(self, token: str) -> None:
        self._set(SETTLED, token)

    def read(self) -> str | None:
        found = unless_broken(lambda: shared_cache.get_many([BEGUN, SETTLED]))
        if found is None:
            return None
        settled = found.get(SETTLED)
        return settled if settled == found.get(BEGUN) else None

    def _set(self, key: str, token: str) -> None:
        try:
            shared_cache.set(key, token, timeout=None)
        except Exception:
            logger.exception("The cache could not be told of a change.")


class RowMarker:
    """In the database itself, where there is nothing faster: costs readers a query."""

    asks_database = True

    def begin(self, token: str) -> None:
        """Nobody sees the token of `LogHead` before the commit."""

    def settle(self, token: str) -> None:
        LogHead.objects.filter(token=token).update(settled=token)

    def read(self) -> str | None:
        rows = LogHead.objects.values_list("token", "settled")
        token, settled = rows.first() or ("", None)
        return token if token == settled else None


def current_marker() -> Marker:
    """Return the marker that suits the database and the cache that are set."""
    # Not from `connection`: in an event loop each request would get a new one.
    database = connections.settings[DEFAULT_DB_ALIAS]
    return _marker(database["ENGINE"], str(database["NAME"]))


@cache
def _marker(engine: str, database: str) -> Marker:
    if "sqlite" in engine and "memory" not in database:
        return FileMarker(database)
    if isinstance(shared_cache._connections[shared_cache._alias], RedisCache):  # type: ignore[attr-defined]
        return CacheMarker()
    return RowMarker()
