"""Publishes pages and takes them down at the time that editors set.

Wagtail's own scheduled publishing, with each change in a transaction of its own. Who
may see a page never depends on it (`cms.core.querysets.public_now` reads the clock),
so a scheduler that stands still delays what is to appear and reveals nothing.

Pages only: no snippet of this project has drafts. A page goes live on its own or as
part of a bundle (`cms.publishing.bundle_publishing`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from wagtail.models import Page, Revision

from cms.core.tree_locks import lock_tree
from cms.publishing.bundle_publishing import planned_bundles, publish_bundle
from cms.publishing.clock import has_passed
from cms.publishing.models import BundlePage


logger = logging.getLogger(__name__)

FIRST_RETRY = timedelta(seconds=1)
LAST_RETRY = timedelta(minutes=5)


class Change(NamedTuple):
    """A bundle or a version of a page that goes live, or a page that expires."""

    apply: Callable[[int], bool]
    pk: int

    def __str__(self) -> str:
        return f"{self.apply.__name__} {self.pk}"


class Failure(NamedTuple):
    """A change that failed, and how long it is left alone from then on."""

    wait: timedelta
    failed_at: datetime


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


def publish_revision(pk: int) -> bool:
    """Publish a revision, unless another scheduler is at it or was here.

    Returns:
        Whether it was ours to publish. So for `expire_page` and `publish_bundle`.
    """
    with transaction.atomic(durable=True):
        lock_tree()
        due = _locked(planned_revisions().filter(pk=pk, at__lte=timezone.now()))
        if revision := due.first():
            # Publishing writes the whole row of the page. A move that is under way must
            # end before the row is read, or its place in the tree would be undone.
            Page.objects.select_for_update().get(pk=revision.object_id)
            revision.publish(log_action="wagtail.publish.scheduled")
        return revision is not None


def expire_page(pk: int) -> bool:
    """Take an expired page down, unless it is down or has been given more time."""
    with transaction.atomic(durable=True):
        lock_tree()
        due = _locked(expiring_pages().filter(pk=pk, at__lte=timezone.now()))
        page = due.first()
        # What is to go live comes first, also where another scheduler is at it.
        if page and not _is_to_go_live(page):
            page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        return page is not None


def _is_to_go_live(page: Page) -> bool:
    """Say whether a version of the page is due, which an expiry would cancel."""
    versions = planned_revisions().filter(
        object_id=str(page.pk), at__lte=timezone.now()
    )
    return versions.exists()


def _locked(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return rows that nobody else may change until the transaction ends.

    One that another scheduler is at is left to it: two share the work. SQLite locks
    the whole database instead.
    """
    can_skip = connection.features.has_select_for_update_skip_locked
    return rows.select_for_update(skip_locked=can_skip)


def due_changes(now: datetime) -> Iterator[Change]:
    """Yield what is due, oldest first: what goes live before what expires.

    Taking a page down cancels what is scheduled for it. After a stop of the scheduler
    a page may be due for both, and then what was to go live must not be lost.
    """
    for bundle in planned_bundles().filter(at__lte=now).only("pk"):
        yield Change(publish_bundle, bundle.pk)
    for revision in planned_revisions().filter(at__lte=now).only("pk"):
        yield Change(publish_revision, revision.pk)
    for page in expiring_pages().filter(at__lte=now).only("pk"):
        yield Change(expire_page, page.pk)


def _plans() -> tuple[QuerySet[Any], ...]:
    return planned_bundles(), planned_revisions(), expiring_pages()


def next_due(after: datetime) -> datetime | None:
    """Return when the first change later than `after` is planned, if there is one."""
    instants = [
        rows.filter(at__gt=after).values_list("at", flat=True).first()
        for rows in _plans()
    ]
    return min(filter(None, instants), default=None)


def count_due(now: datetime) -> int:
    """Return how many bundles and pages were to change by `now` and have not."""
    return sum(rows.filter(at__lte=now).count() for rows in _plans())


def count_at(moment: datetime) -> int:
    """Return how many pages go live or expire at a moment."""
    bundled = BundlePage.objects.filter(bundle__in=planned_bundles().filter(at=moment))
    alone = (planned_revisions(), expiring_pages())
    return bundled.count() + sum(rows.filter(at=moment).count() for rows in alone)


class Scheduler:
    """Makes the changes that are due and remembers those that failed.

    A failed change stops no other and is tried again, first soon and then every few
    minutes, until it succeeds or an editor withdraws it.
    """

    def __init__(self) -> None:
        self._failures: dict[Change, Failure] = {}
        #: Whether the last round left something to another scheduler. That one may be
        #: killed while it is at it: look again soon.
        self.left_some = False

    def run(self, now: datetime, go_on: Callable[[], bool]) -> int:
        """Make the changes that are due by `now`, as long as `go_on()` says yes.

        Returns:
            How many changes are due and have failed.
        """
        seen = set()
        self.left_some = False
        for change in due_changes(now):
            if not go_on():
                break
            seen.add(change)
            self._make(change)
        self._failures = {c: f for c, f in self._failures.items() if c in seen}
        return len(self._failures)

    def _make(self, change: Change) -> None:
        failure = self._failures.get(change)
        if failure and not has_passed(failure.wait, since=failure.failed_at):
            return
        try:
            self.left_some |= not change.apply(change.pk)
        except Exception:
            wait = min(failure.wait * 2, LAST_RETRY) if failure else FIRST_RETRY
            self._failures[change] = Failure(wait, timezone.now())
            logger.exception("%s failed; next try in %s.", change, wait)
        else:
            self._failures.pop(change, None)
