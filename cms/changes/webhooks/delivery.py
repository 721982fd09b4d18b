"""Runs deliveries side by side: a receiver that is slow keeps no other waiting."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime
from threading import Event, Thread
from typing import NamedTuple

from django.db import connections
from django.db.models import Count, Min

from cms.changes.models import WebhookEndpoint
from cms.changes.webhooks.sending import deliver_to, due_endpoints


logger = logging.getLogger(__name__)

MOST_AT_ONCE = 16
#: Seconds between two looks at whether all is done.
PAUSE = 0.05
#: Seconds that a stop waits for messages on their way; others are sent again.
LONGEST_STOP = 2.0


class Delivered(NamedTuple):
    """How webhooks stand.

    Args:
        failing: How many endpoints are failing and will be tried again.
        next_due: When the next of them is due.
    """

    failing: int = 0
    next_due: datetime | None = None


class Deliverer:
    """Threads of one worker, each at one endpoint."""

    def __init__(self) -> None:
        self._threads: dict[int, Thread] = {}
        self._stopping = Event()

    def start_due(self) -> Delivered:
        """Begin what is due and not under way here; return at once how things stand."""
        self._threads = {pk: t for pk, t in self._threads.items() if t.is_alive()}
        free = MOST_AT_ONCE - len(self._threads)
        due = due_endpoints().exclude(pk__in=self._threads)
        for pk in due.values_list("pk", flat=True)[:free]:
            # They die with the process: what they were at is sent again by the next.
            thread = Thread(
                target=self._work, args=[pk], daemon=True, name=f"webhook-{pk}"
            )
            self._threads[pk] = thread
            thread.start()
        return standing()

    def is_busy(self) -> bool:
        """Say whether something is under way."""
        return any(thread.is_alive() for thread in self._threads.values())

    def stop(self) -> None:
        """Begin nothing more, and give what is under way a moment to end."""
        self._stopping.set()
        end = time.monotonic() + LONGEST_STOP
        for thread in self._threads.values():
            thread.join(max(0, end - time.monotonic()))

    def _work(self, endpoint_id: int) -> None:
        try:
            deliver_to(endpoint_id, go_on=lambda: not self._stopping.is_set())
        except Exception:
            logger.exception("Delivery to webhook %s broke off.", endpoint_id)
        finally:
            connections.close_all()  # this thread's own


def deliver_due(go_on: Callable[[], bool]) -> Delivered:
    """Send all that is due, as long as `go_on()` says yes, and wait for the end of it."""
    deliverer = Deliverer()
    try:
        while go_on():
            deliverer.start_due()
            if not deliverer.is_busy():
                break
            time.sleep(PAUSE)
    finally:
        deliverer.stop()
    return standing()


def standing() -> Delivered:
    """Return how webhooks stand."""
    failing = WebhookEndpoint.objects.filter(
        is_active=True, failing_since__isnull=False
    )
    return Delivered(
        **failing.aggregate(failing=Count("pk"), next_due=Min("next_attempt_at"))
    )
