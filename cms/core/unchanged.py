"""What is worked out once for as long as the public sees the same.

Only counts are kept so: they look at every row there is, however few are shown. They are
kept by the state of the site that the cache of answers goes by, and that `cms.changes`
knows: it is another one after each change, and at each instant at which the clock changes
something.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.utils.translation import get_language


Kept = TypeVar("Kept")

#: How much is kept for each function, what belonged to former states included.
KEPT = 50
_state_finders: list[Callable[[], Hashable | None]] = []
_caches: list[Callable[[], None]] = []


def register_state(find_state: Callable[[], Hashable | None]) -> None:
    """Say who knows in which state the site is.

    Args:
        find_state: Returns what is equal as long as the public sees the same, and None
            while a change is just being made.
    """
    _state_finders.append(find_state)


def while_unchanged(make: Callable[..., Kept]) -> Callable[..., Kept]:
    """Let a function answer with what it returned before, until the public sees another.

    Args:
        make: Gets what can be looked up, as positional arguments. It must depend on
            nothing else than these, on what is public, the clock and the language, and
            nobody may change what it returns.
    """

    @lru_cache(maxsize=KEPT)
    def keep(state: Hashable, language: str | None, *arguments: Any) -> Kept:
        return make(*arguments)

    @wraps(make)
    def ask(*arguments: Any) -> Kept:
        # A transaction sees what it has changed itself, and what others have not.
        is_alone = not connections[DEFAULT_DB_ALIAS].in_atomic_block
        state = _find_state() if is_alone else None
        return keep(state, get_language(), *arguments) if state else make(*arguments)

    _caches.append(keep.cache_clear)
    return ask


def forget_counts() -> None:
    """Let all be counted anew: for tests that change what is counted by."""
    for clear in _caches:
        clear()


def _find_state() -> Hashable | None:
    """Return in which state the site is; None if nobody can say."""
    return next((state for find in _state_finders if (state := find())), None)
