"""When an event begins and ends. Said once, for calendars, search engines and pages."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from django.utils import timezone


Moment = date | datetime
DAY = timedelta(days=1)


class Span(NamedTuple):
    """From when until when something takes place, in United Kingdom time.

    Both are days where no time of day is known, and moments where one is.

    Args:
        start: The first day or moment.
        end: The first day or moment after it; None where nobody said when it ends.
    """

    start: Moment
    end: Moment | None

    @property
    def is_all_day(self) -> bool:
        return not isinstance(self.start, datetime)


def span(
    start_date: date,
    start_time: time | None = None,
    end_date: date | None = None,
    end_time: time | None = None,
) -> Span:
    """Return from when until when something takes place that was put down like this.

    A time that the clock skips in spring, or shows twice in autumn, is read as RFC 5545
    (3.3.5) reads it: by the offset before the change. That is Python's `fold=0`.
    """
    last_date = end_date or start_date
    if start_time is None:
        return Span(start_date, last_date + DAY)
    start = _moment(start_date, start_time)
    if end_time is not None:
        end = _moment(last_date, end_time)
    elif last_date > start_date:
        end = _moment(last_date + DAY, time.min)
    else:
        return Span(start, None)
    # By the clock alone 01:30 is before 02:15, also on the day on which it is after.
    return Span(start, end if end.astimezone(UTC) > start.astimezone(UTC) else None)


def _moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, timezone.get_default_timezone())
