"""Does without the cache that all processes share while that is out of order."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from redis.exceptions import RedisError


logger = logging.getLogger(__name__)

#: Seconds for which a cache that failed is left alone: one that hangs costs one request
#: seconds, and not every one.
PAUSE = 10

Result = TypeVar("Result")

_paused_until = 0.0


def unless_broken(work: Callable[[], Result]) -> Result | None:
    """Return what `work` does with the cache; None if the cache is out of order."""
    global _paused_until
    if time.monotonic() < _paused_until:
        return None
    try:
        return work()
    except (RedisError, OSError):
        _paused_until = time.monotonic() + PAUSE
        logger.exception("The cache fails; it is left alone for %s seconds.", PAUSE)
        return None
