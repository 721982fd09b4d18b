"""Waiting by a clock that may be set back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone


if TYPE_CHECKING:
    from datetime import datetime, timedelta


def has_passed(length: timedelta, since: datetime) -> bool:
    """Say whether `length` has gone by since a moment.

    A clock that was set back shows an earlier time than `since`. Nobody knows then, and
    waiting for it to come round again could take hours: the answer is yes.
    """
    return not since <= timezone.now() < since + length
