"""Publishes pages and takes them down at the time that editors set.

Wagtail's own scheduled publishing, with each change in a transaction of its own. Who
may see a page never depends on it (`cms.core.querysets.public_now` reads the clock),
so a scheduler that stands still delays what is to appear and reveals nothing.

Pages only: no snippet of this project has drafts.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from wagtail.models import Page, Revision


logger = logging.getLogger(__name__)

FIRST_RETRY = timedelta(seconds=10)
LAST_RETRY = timedelta(minutes=5)


class Change(NamedTuple):
    """A revision that is to be published, or a page that is to expire."""

    apply: Callable[[int], None]
    pk: int

    def __str__(self) -> str:
        return f"{self.apply.__name__} {self.pk}"


class Failure(NamedTuple):
    """A change that failed, and when it is to be tried again."""

    wait: timedelta
    retry_at: datetime


def planned_revisions() -> QuerySet[Any]:
    """Return the page versions that editors have scheduled, with their time as `at`."""
    return Revision.page_revisions.annotate(at=F("approved_go_live_at")).order_by(
        "at", "pk"
    )


def expiring_pages() -> QuerySet[Any]:
    """Return the pages that are up, with the time of their expiry as `at`."""
    return (
        Page.objects.filter(live=True).annotate(at=F("expire_at")).order_by("at", "pk")
    )


def publish_revision(pk: int) -> None:
    """Publish a revision, unless it is no longer due: another scheduler was here."""
    with transaction.atomic(durable=True):
        due = planned_revisions().filter(pk=pk, at__lte=timezone.now())
        if revision := due.select_for_update().first():
            revision.publish(log_action="wagtail.publish.scheduled")


def expire_page(pk: int) -> None:
    """Take an expired page down, unless it is down or has been given more time."""
    with transaction.atomic(durable=True):
        due = expiring_pages().filter(pk=pk, at__lte=timezone.now())
        if page := due.select_for_update().first():
            page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def due_changes(now: datetime) -> Iterator[Change]:
    """Yield what is due, oldest first: what goes live before what expires.

    Taking a page down cancels what is scheduled for it. After a stop of the scheduler
    a page may be due for both, and then what was to go live must not be lost.
    """
    for revision in planned_revisions().filter(at__lte=now).only("pk"):
        yield Change(publish_revision, revision.pk)
    for page in expiring_pages().filter(at__lte=now).only("pk"):
        yield Change(expire_page, page.pk)


def next_due(after: datetime) -> datetime | None:
    """Return when the first change later than `after` is planned, if there is one."""
    instants = [
        rows.filter(at__gt=after).values_list("at", flat=True).first()
        for rows in (planned_revisions(), expiring_pages())
    ]
    return min(filter(None, instants), default=None)


class Scheduler:
    """Makes the changes that are due and remembers those that failed.

    A failed change stops no other and is tried again, first soon and then every few
    minutes, until it succeeds or an editor withdraws it.
    """

    def __init__(self) -> None:
        self._failures: dict[Change, Failure] = {}

    def run(self, now: datetime, go_on: Callable[[], bool]) -> int:
        """Make the changes that are due by `now`, as long as `go_on()` says yes.

        Returns:
            How many changes are due and have failed.
        """
        seen = set()
        for change in due_changes(now):
            if not go_on():
                break
            seen.add(change)
            self._make(change)
        self._failures = {c: f for c, f in self._failures.items() if c in seen}
        return len(self._failures)

    def _make(self, change: Change) -> None:
        failure = self._failures.get(change)
        if failure and timezone.now() < failure.retry_at:
            return
        try:
            change.apply(change.pk)
        except Exception:
            wait = min(failure.wait * 2, LAST_RETRY) if failure else FIRST_RETRY
            self._failures[change] = Failure(wait, timezone.now() + wait)
            logger.exception("%s failed; next try in %s.", change, wait)
        else:
            self._failures.pop(change, None)
