"""Counts in the cache that all processes share, where the cache is shared.

Each change is one `add` or `incr`, which the cache does as a whole: what many processes
count at once is exact. A cache that fails stops no request: nothing is counted then.
"""

from __future__ import annotations

import math
import time
from contextlib import suppress
from typing import NamedTuple

from django.core.cache import cache

from cms.core.shared_cache import unless_broken


#: A window is one number: the second in which it began, times this, plus its count.
SCALE = 10**9


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
    began, used = divmod(_add(1, key, first, seconds), SCALE)
    if began + seconds <= now:  # the clock was moved, or the key lost its time limit
        cache.set(key, first, seconds)
        began, used = divmod(first, SCALE)
    left = math.ceil(began + seconds - now)
    return Window(used, min(left, seconds))


def count_up(key: str, number: int, seconds: int) -> None:
    """Count so many more under a key that the cache may forget after so many seconds."""
    unless_broken(lambda: _add(number, key, number, seconds))


def _add(number: int, key: str, first: int, seconds: int) -> int:
    """Return what `key` comes to with so many more; it begins as `first`."""
    with suppress(ValueError):  # it is not there
        return cache.incr(key, number)
    if not cache.add(key, first, seconds):
        with suppress(ValueError):  # a full cache has thrown it away again
            return cache.incr(key, number)
    return first
