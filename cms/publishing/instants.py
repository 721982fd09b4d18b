"""What editors have scheduled, for those who ask when the public sees something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.changes.instants import register_instants
from cms.publishing.scheduler import count_due, next_due


if TYPE_CHECKING:
    from datetime import datetime


def is_late(now: datetime) -> bool:
    """Say whether the scheduler has something to do that was due before."""
    return count_due(now) > 0


register_instants(next_due, is_late)
