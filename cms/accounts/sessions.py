"""Sessions end: some time after log-in, and when nobody is at work."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone


STARTED_AT = "accounts_started_at"
SEEN_AT = "accounts_seen_at"
PRECISION = 60.0  # seconds; how often a session is written to say that it is in use


def has_ended(request: HttpRequest) -> bool:
    """Say whether the session is too old or was idle for too long; else note its use.

    `SESSION_LONGEST` and `SESSION_IDLE` are seconds; None sets no limit.
    """
    session, now = request.session, timezone.now().timestamp()
    started = session.get(STARTED_AT, 0)
    seen = session.get(SEEN_AT, started)
    if _is_over(started, settings.SESSION_LONGEST, now):
        return True
    if _is_over(seen, settings.SESSION_IDLE, now):
        return True
    if settings.SESSION_IDLE and (SEEN_AT not in session or now - seen > PRECISION):
        session[SEEN_AT] = now
    return False


def _is_over(since: float, longest: int | None, now: float) -> bool:
    return longest is not None and now - since > longest
