"""What pages show differently because a day has begun.

Nobody saves anything at midnight, so the parts of the project that show something until
a certain day say what ends (`register_day`), and the worker tells the log of it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from cms.changes.models import LogHead
from cms.changes.notes import note_things


Things = tuple[type[Model], set[int]]
#: Returns what is shown differently from the beginning of a day.
FindThings = Callable[[date], Things]

_finders: list[FindThings] = []


def register_day(finder: FindThings) -> FindThings:
    """Ask `finder` at the beginning of each day what is shown differently from then."""
    _finders.append(finder)
    return finder


def tell_of_new_day() -> None:
    """Note what the days have changed that have begun since the last time."""
    today = timezone.localdate(timezone=timezone.get_default_timezone())
    told = LogHead.objects.values_list("day", flat=True).first()
    if told is not None and told >= today:
        return
    with transaction.atomic():
        head = LogHead.locked()
        for ordinal in range((head.day or today).toordinal(), today.toordinal() + 1):
            for finder in _finders:
                note_things(*finder(date.fromordinal(ordinal)))
        head.day = today
        head.save(update_fields=["day"])
