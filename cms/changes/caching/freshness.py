"""For how long others may keep an answer: never past the instant at which it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone


if TYPE_CHECKING:
    from cms.changes.caching.state import State

#: Seconds for which a shared cache may go on giving an answer while it fetches anew.
LONGEST_STALE = 60
#: Seconds that an answer may be kept while something is overdue.
WHILE_LATE = 1
NOT_KEPT = "no-store"
FOR_ONE_READER = "private, no-store"


def cache_control(state: State) -> str:
    """Return what caches are told of an answer that was made in a state.

    Browsers ask each time. Shared caches keep it for a while and are told when it
    changes sooner (`cms.changes.purging`).
    """
    left = max(int((state.until - timezone.now()).total_seconds()), 0)
    fresh = min(settings.SHARED_CACHE_SECONDS, left, *([WHILE_LATE] * state.is_late))
    stale = 0 if state.is_late else min(LONGEST_STALE, fresh, left - fresh)
    text = f"public, max-age=0, s-maxage={fresh}"
    return f"{text}, stale-while-revalidate={stale}" if stale else text
