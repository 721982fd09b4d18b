"""When a message is tried again, and when no more."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.changes.models.webhooks import Progress
from cms.changes.webhooks.client import GONE


if TYPE_CHECKING:
    from cms.changes.models import WebhookEndpoint
    from cms.changes.webhooks.client import Answer

FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=3)
GIVE_UP_AFTER = timedelta(hours=24)
#: Doubled so often, the first wait is longer than the longest.
MOST_DOUBLINGS = 12


def after_failure(
    endpoint: WebhookEndpoint, answer: Answer, now: datetime
) -> tuple[Progress, str]:
    """Return how delivery stands after a failure, and why it ends; empty if it goes on."""
    since = endpoint.failing_since or now
    progress = Progress(endpoint.attempts + 1, since, None)
    if answer.status == GONE:
        return progress, answer.error
    end = since + GIVE_UP_AFTER
    if now >= end:
        return progress, _("It took no message for a day. %s") % answer.error
    wait = max(_wait(progress.attempts), _wanted(answer))
    # The last try is at the end of the day, not somewhere before it.
    return progress._replace(next_attempt_at=min(now + wait, end)), ""


def _wait(attempts: int) -> timedelta:
    """Return a random time up to a limit that doubles with each attempt.

    Any time up to the limit ("full jitter"): receivers that failed together are not
    asked again together.
    """
    longest = FIRST_WAIT * 2 ** min(attempts - 1, MOST_DOUBLINGS)
    # No secret: it only spreads the load.
    return min(longest, LONGEST_WAIT) * random.random()  # noqa: S311


def _wanted(answer: Answer) -> timedelta:
    """Return how long the receiver asks to be left alone."""
    seconds = min(answer.retry_after, LONGEST_WAIT.total_seconds())
    return timedelta(seconds=seconds)
