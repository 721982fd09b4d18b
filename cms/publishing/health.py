"""How the parts of the site are, for the proxy and for whoever watches over it.

Nothing here is secret: a state for each part, no version, host name or error text.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache, partial
from typing import Any, NamedTuple

from django.core.cache import cache as django_cache
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from cms.publishing.models import Bundle, BundleState, Heartbeat
from cms.publishing.scheduler import count_at, count_due, next_due


logger = logging.getLogger(__name__)

#: A process that was silent for longer is late.
LATE_AFTER = timedelta(seconds=30)
#: What should have gone live or expired longer ago than this does not get done.
OVERDUE_AFTER = timedelta(seconds=5)
CACHE_KEY = "health"

State = dict[str, Any]


class SchedulerState(NamedTuple):
    """How the scheduler is, for editors: `next_due` must not be told to visitors.

    Args:
        state: `ok`; `late` if it is silent, `missing` if it never ran, `failing` if
            something that is due does not get done.
        beat_at: Its last sign of life.
        next_due: When it will have something to do next.
        titles: How many pages go live or expire at that moment.
        failing: How many pages and bundles are overdue, and bundles have failed.
    """

    state: str
    beat_at: datetime | None
    next_due: datetime | None
    titles: int
    failing: int


def scheduler_state() -> SchedulerState:
    """Return how the scheduler is and what it has before it.

    Read from what is planned, not from what a scheduler said: it is right when none
    runs, and when two do.
    """
    now = timezone.now()
    part = _scheduler()
    heartbeat = Heartbeat.objects.filter(name="scheduler").first()
    due = next_due(after=now)
    failed = Bundle.objects.filter(state=BundleState.FAILED).count()
    return SchedulerState(
        state=part["state"],
        beat_at=heartbeat.beat_at if heartbeat else None,
        next_due=due,
        titles=count_at(due) if due else 0,
        failing=count_due(now - OVERDUE_AFTER) + failed,
    )


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
    beside = {
        "scheduler": _tried(_scheduler),
        "worker": _tried(partial(_heartbeat, "worker")),
    }
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
    # One from the future was given before the clock was set back: it proves nothing.
    late = abs(timezone.now() - heartbeat.beat_at) > LATE_AFTER
    return {
        "state": "late" if late else "ok",
        "beat_at": heartbeat.beat_at.isoformat(timespec="seconds"),
    }


def _scheduler() -> State:
    """Return its heartbeat, and whether it does what is due.

    Never what is next: an embargo's instant is part of what is embargoed.
    """
    part = _heartbeat("scheduler")
    if part["state"] == "ok" and count_due(timezone.now() - OVERDUE_AFTER):
        part["state"] = "failing"
    return part
