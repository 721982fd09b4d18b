"""In which state the site is: an answer made in a state holds while that lasts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from django.utils import timezone

from wagtail.models import Site

from cms.changes.instants import outlook
from cms.changes.marker import current_marker
from cms.changes.position import current_position


class State(NamedTuple):
    """What all public answers depend on, besides the address.

    Args:
        token: Where the change log is.
        since: When this process has looked at what is planned.
        until: The next instant at which something changes by the clock.
        is_late: Whether something is overdue, which may happen in any second.
    """

    token: str
    since: datetime
    until: datetime
    is_late: bool

    def is_like(self, other: State | None) -> bool:
        """Say whether answers made in one of the two hold in the other."""
        return other is not None and self[:1] + self[2:3] == other[:1] + other[2:3]

    def holds(self, token: str, now: datetime) -> bool:
        """Say whether the site is still in this state."""
        return self.token == token and self.since <= now < self.until


class _Memory:
    """What this process has seen last."""

    token = ""
    state = State("", datetime.max.replace(tzinfo=UTC), datetime.min, is_late=False)


def current_state() -> State | None:
    """Return the state of the site; None while a change is just being made.

    No query is made unless something has changed since the last time, or an instant
    has passed at which something was planned, or the clock was put back.
    """
    position = current_position()
    if position.token != _Memory.token:
        _forget_what_others_have_changed()
        _Memory.token = position.token
    if not position.is_settled:
        return None
    now, known = timezone.now(), _Memory.state
    if known.holds(position.token, now):
        return known
    # After the token: if a change comes in between, this belongs to a token that is
    # gone, and nobody ever asks for it.
    until, is_late = outlook(now)
    _Memory.state = State(position.token, now, until, is_late)
    return _Memory.state


def remembered_state() -> State | None:
    """Return the state of the site; None if the database has to be asked for it."""
    marker = current_marker()
    token = None if marker.asks_database else marker.read()
    known = _Memory.state
    return known if token and known.holds(token, timezone.now()) else None


def _forget_what_others_have_changed() -> None:
    """Empty what Wagtail keeps in the memory of a process for an hour.

    It empties that itself where something changes, but only in the process that does
    it (with a cache in memory).
    """
    Site.clear_site_root_paths_cache()
