"""Who asks how much, day by day.

A request is counted in the memory of its process, a second's worth of them is added up
in the cache that all processes share, and what was added up there is written to the
database once a minute: no request waits for it. A process that is killed takes a second's
counts with it, a cache that is lost a minute's. No address is counted, so none is stored.
"""

from __future__ import annotations

import atexit
import logging
import time
from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cms.api.counters import count_up
from cms.api.models import PartnerKey, UsageDay
from cms.core.shared_cache import unless_broken


if TYPE_CHECKING:
    from cms.api.keys import Credential

logger = logging.getLogger(__name__)

OUTCOMES = ("answered", "refused")
#: Stands for all who show no key; no key has this id.
KEYLESS = 0
LOCK = "api-usage:being-written"
#: Seconds after which a lock is taken from a process that died with it.
LONGEST_WRITE = 60
#: Counts wait in the cache until then, should nothing write them.
KEPT_SECONDS = 2 * 24 * 60 * 60
#: Seconds for which counts wait in the memory of a process, while requests come in.
LONGEST_WAIT = 1


class Cell(NamedTuple):
    """What one number counts."""

    day: date
    key_id: int
    outcome: str

    @property
    def cache_key(self) -> str:
        return f"api-usage:{self.day}:{self.key_id}:{self.outcome}"


def today() -> date:
    return timezone.localdate(timezone=timezone.get_default_timezone())


def count_request(credential: Credential | None, *, is_refused: bool) -> None:
    """Count a request for the partner whose key came with it, also a revoked one."""
    key_id = (credential and credential.key_id) or KEYLESS
    cell = Cell(today(), key_id, OUTCOMES[is_refused])
    waiting.add(cell)


class Waiting:
    """What this process has counted and not yet added up in the cache."""

    def __init__(self) -> None:
        self._counts: Counter[Cell] = Counter()
        self._added_up_at = float("-inf")
        self._lock = Lock()

    def add(self, cell: Cell) -> None:
        with self._lock:
            self._counts[cell] += 1
        if time.monotonic() - self._added_up_at >= LONGEST_WAIT:
            self.add_up()

    def add_up(self) -> None:
        with self._lock:
            counts, self._counts = self._counts, Counter()
            self._added_up_at = time.monotonic()
        for cell, number in counts.items():
            count_up(cell.cache_key, number, KEPT_SECONDS)


waiting = Waiting()
atexit.register(waiting.add_up)


def write_usage() -> None:
    """Write to the database what was counted since the last time.

    One process at a time. What fails is logged; the counts wait for the next time. What
    other processes have counted within the last second may be missing.
    """
    waiting.add_up()
    try:
        unless_broken(_write_alone)
    except Exception:
        logger.exception("The usage of the API could not be written.")


def _write_alone() -> None:
    if not cache.add(LOCK, 1, LONGEST_WRITE):
        return
    try:
        partners = {
            KEYLESS: "",
            **dict(PartnerKey.objects.values_list("pk", "partner")),
        }
        if counts := _counted(partners):
            _write(counts, partners)
    finally:
        cache.delete(LOCK)


def _counted(key_ids: dict[int, str]) -> Counter[Cell]:
    """Return what waits in the cache, of today and of yesterday."""
    cells = {
        cell.cache_key: cell
        for day in (today(), today() - timedelta(days=1))
        for key_id in key_ids
        for cell in (Cell(day, key_id, outcome) for outcome in OUTCOMES)
    }
    return +Counter({cells[key]: n for key, n in cache.get_many(cells).items()})


def _write(counts: Counter[Cell], partners: dict[int, str]) -> None:
    with transaction.atomic():
        for cell, number in counts.items():
            row, _created = UsageDay.objects.get_or_create(
                day=cell.day, partner=partners[cell.key_id]
            )
            more = {cell.outcome: F(cell.outcome) + number}
            UsageDay.objects.filter(pk=row.pk).update(**more)
        used = [cell.key_id for cell in counts if cell.outcome == "answered"]
        PartnerKey.objects.filter(pk__in=used).update(last_used_at=timezone.now())
        # Last, so that what is not committed is still there; what was counted
        # meanwhile stays.
        for cell, number in counts.items():
            with suppress(ValueError):  # a full cache has thrown it away
                cache.decr(cell.cache_key, number)
