"""At which instants the public sees something else although nobody changes anything.

A page goes live or expires at its second, a version or a bundle that was scheduled is
published, and some of what is shown depends on the day.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Min, Q
from django.utils import timezone

from wagtail.models import Page


#: Returns the first instant later than the one given; None if nothing is planned.
NextInstant = Callable[[datetime], datetime | None]
#: Says whether something should have happened by then and has not.
IsLate = Callable[[datetime], bool]


class Outlook(NamedTuple):
    """What is known of the time ahead.

    Args:
        until: The next instant at which something goes live, expires or is a day old.
        is_late: Whether something is overdue: it may happen in any second.
    """

    until: datetime
    is_late: bool


_next_instants: list[NextInstant] = []
_lateness: list[IsLate] = []


def register_instants(
    next_instant: NextInstant, is_late: IsLate | None = None
) -> NextInstant:
    """Let `outlook` ask another part of the project for what it plans."""
    _next_instants.append(next_instant)
    if is_late:
        _lateness.append(is_late)
    return next_instant


def outlook(now: datetime) -> Outlook:
    """Return what is planned after `now`, and whether something is overdue then."""
    found = [next_instant(now) for next_instant in _next_instants]
    until = min(instant for instant in found if instant is not None)
    return Outlook(until, any(is_late(now) for is_late in _lateness))


@register_instants
def next_midnight(after: datetime) -> datetime:
    """Return when the next day begins where the press office is."""
    zone = timezone.get_default_timezone()
    tomorrow = after.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time.min, zone)


@register_instants
def next_of_pages(after: datetime) -> datetime | None:
    """Return when the next page goes live or expires by the clock alone.

    Drafts count as well: an instant too many costs a few queries, one too few would
    show what nobody may see.
    """
    found = Page.objects.order_by().aggregate(
        live=Min("go_live_at", filter=Q(go_live_at__gt=after)),
        expired=Min("expire_at", filter=Q(expire_at__gt=after)),
    )
    return min(filter(None, found.values()), default=None)
