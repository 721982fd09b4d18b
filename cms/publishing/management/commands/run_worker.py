from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from cms.changes.midnight import tell_of_new_day
from cms.changes.position import mend
from cms.changes.purging.job import purge_for_good
from cms.changes.recorder import reconcile
from cms.changes.webhooks.delivery import Deliverer, deliver_due
from cms.changes.webhooks.sending import remove_old_deliveries
from cms.core.sqlite_statistics import renew_statistics
from cms.publishing.clock import has_passed
from cms.publishing.services import Outcome, ServiceCommand


logger = logging.getLogger(__name__)


class Seldom:
    """A piece of work that is not done in each round.

    Args:
        do: The work.
        every: How long to leave it after each time.
    """

    def __init__(self, do: Callable[[], Any], every: timedelta) -> None:
        self._do, self._every = do, every
        self._done_at: datetime | None = None

    def __repr__(self) -> str:
        return repr(self._do)

    def __call__(self) -> None:
        if self._done_at is None or has_passed(self._every, since=self._done_at):
            self._done_at = timezone.now()
            self._do()


def _do(job: Callable[[], Any]) -> None:
    """Do a piece of work. One that fails stops no other."""
    try:
        job()
    except Exception:
        logger.exception("%s failed.", job)


class Command(ServiceCommand):
    help = "Does background work: tells webhooks of changes, and looks after the log."
    service = "worker"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._deliverer = Deliverer()
        #: What is done in each round, in this order. Each is quick, or does a part.
        self._jobs: list[Callable[[], Any]] = [
            mend,
            purge_for_good,
            Seldom(tell_of_new_day, every=timedelta(seconds=10)),
            Seldom(reconcile, every=timedelta(minutes=1)),
            Seldom(remove_old_deliveries, every=timedelta(hours=1)),
            Seldom(renew_statistics, every=timedelta(days=1)),
        ]

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        self._once = once
        try:
            super().handle(*args, once=once, **options)
        finally:
            self._deliverer.stop()

    def work(self) -> Outcome:
        for job in self._jobs:
            if self.go_on():
                _do(job)
        if self._once:
            return Outcome(*deliver_due(self.go_on))
        return Outcome(*self._deliverer.start_due())
