"""Where the log is now. What was made from the content at a position holds until it moves."""

from __future__ import annotations

from typing import NamedTuple

from django.db import transaction

from cms.changes.marker import current_marker
from cms.changes.models import LogHead


class Position(NamedTuple):
    """Where the log is.

    Args:
        token: A random text that is new with each change. Two positions with the same
            token show the public the same content.
        is_settled: Whether everything that follows the last change is done, such as
            the search index. Before that nothing may be kept: it would be taken for
            what belongs to this token and may show what was before.
    """

    token: str
    is_settled: bool


def current_position() -> Position:
    """Return where the log is, without a query unless a change is just being made."""
    token = current_marker().read()
    if token:
        return Position(token, is_settled=True)
    token = LogHead.objects.values_list("token", flat=True).first()
    return Position(token or "", is_settled=False)


def mend() -> bool:
    """Make the shared note true again after a process was killed, or the cache emptied.

    Returns:
        Whether there was something to mend.
    """
    token = LogHead.objects.values_list("token", flat=True).first()
    if token is None or current_marker().read() == token:
        return False
    with transaction.atomic():  # nobody is in the middle of a change now
        head = LogHead.locked()
        current_marker().begin(head.token)
        current_marker().settle(head.token)
    return True
