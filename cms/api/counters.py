"""Counts in the cache that all processes share, where the cache is shared.

Each change is one `add` or `incr`, which the cache does as a whole: what many processes
count at once is exact. A cache that fails stops no request: counting does without it
for a while, so that a Redis that hangs costs one request seconds, and not every one.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple, TypeVar

from django.core.cache import cache

from redis.exceptions import RedisError


logger = logging.getLogger(__name__)

#: A window is one number: the second in which it began, times this, plus its count.
SCALE = 10**9
#: Seconds for which a cache that failed is left alone.
PAUSE = 10

Result = TypeVar("Result")

_paused_until = 0.0


class Window(NamedTuple):
    """How many there were since the window began, and the seconds until it ends."""

    used: int
    seconds_left: int


def count_in_window(key: str, seconds: int) -> Window | None:
    """Count one more; the window begins with the first.

    Returns:
        How the window stands with this one; None if the cache does not tell.
    """
    return unless_broken(lambda: _count_in_window(key, seconds))


def _count_in_window(key: str, seconds: int) -> Window:
    now = time.time()
    # Rounded up, so that the cache forgets the window before it counts as over.
    first = math.ceil(now) * SCALE + 1
    began, used = divmod(_add_one(key, first, seconds), SCALE)
    if began + seconds <= now:  # the clock was moved, or the key lost its time limit
        cache.set(key, first, seconds)
        began, used = divmod(first, SCALE)
    left = math.ceil(began + seconds - now)
    return Window(used, min(left, seconds))


def count_up(key: str, seconds: int) -> None:
    """Count one more under a key that the cache may forget after so many seconds."""
    unless_broken(lambda: _add_one(key, 1, seconds))


def _add_one(key: str, first: int, seconds: int) -> int:
    """Return what `key` comes to with one more; it begins as `first`."""
    with suppress(ValueError):  # it is not there
        return cache.incr(key)
    if not cache.add(key, first, seconds):
        with suppress(ValueError):  # a full cache has thrown it away again
            return cache.incr(key)
    return first


def unless_broken(work: Callable[[], Result]) -> Result | None:
    """Return what `work` does with the cache; None if the cache is out of order."""
    global _paused_until
    if time.monotonic() < _paused_until:
        return None
    try:
        return work()
    except (RedisError, OSError):
        _paused_until = time.monotonic() + PAUSE
        logger.exception("The cache fails; nothing is limited for %s seconds.", PAUSE)
        return None
