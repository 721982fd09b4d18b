"""How the parts of the site are, for the proxy and for whoever watches over it.

Nothing here is secret: a state for each part, no version, host name or error text.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from datetime import timedelta
from functools import cache, partial
from typing import Any

from django.core.cache import cache as django_cache
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from cms.publishing.models import Heartbeat


logger = logging.getLogger(__name__)

#: A process that was silent for longer is late.
LATE_AFTER = timedelta(seconds=30)
SERVICES = ("scheduler", "worker")
CACHE_KEY = "health"

State = dict[str, Any]


def readiness() -> State:
    """Return the state of every part, and of the site as a whole in `status`.

        {"status": "degraded", "database": {"state": "ok"}, "cache": {"state": "ok"},
         "migrations": {"state": "ok"}, "scheduler": {"state": "missing"},
         "worker": {"state": "late", "beat_at": "2026-06-15T09:00:00+00:00"}}

    `status` is `unavailable` when a part that visitors need is not ok, `degraded` when
    only the scheduler or the worker is not, and else `ok`.
    """
    needed = {
        "database": _tried(_database),
        "cache": _tried(_cache),
        "migrations": _tried(_migrations),
    }
    beside = {name: _tried(partial(_heartbeat, name)) for name in SERVICES}
    if not _all_ok(needed):
        status = "unavailable"
    else:
        status = "ok" if _all_ok(beside) else "degraded"
    return {"status": status, **needed, **beside}


def _all_ok(parts: dict[str, State]) -> bool:
    return all(part["state"] == "ok" for part in parts.values())


def _tried(check: Callable[[], State]) -> State:
    """Return what `check` finds; a check that breaks has found an error."""
    try:
        return check()
    except Exception:
        logger.exception("A health check failed.")
        return {"state": "error"}


def _database() -> State:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return {"state": "ok"}


def _cache() -> State:
    """Write and read back: a cache that is full or read-only answers, too."""
    token = secrets.token_hex()
    django_cache.set(CACHE_KEY, token, timeout=60)
    return {"state": "ok" if django_cache.get(CACHE_KEY) == token else "error"}


@cache
def _newest_migrations() -> frozenset[tuple[str, str]]:
    """Return the last migration of each app in this code; it never changes."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def _migrations() -> State:
    applied = MigrationRecorder(connection).applied_migrations()
    return {"state": "ok" if _newest_migrations() <= applied.keys() else "missing"}


def _heartbeat(name: str) -> State:
    heartbeat = Heartbeat.objects.filter(name=name).first()
    if heartbeat is None:
        return {"state": "missing"}
    late = timezone.now() - heartbeat.beat_at > LATE_AFTER
    return {
        "state": "late" if late else "ok",
        "beat_at": heartbeat.beat_at.isoformat(timespec="seconds"),
    }
