"""What the processes beside the web server share: rounds, heartbeat, a clean stop."""

from __future__ import annotations

import logging
import signal
import time
from abc import ABC, abstractmethod
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections
from django.utils import timezone

from cms.publishing.clock import has_passed
from cms.publishing.models import Heartbeat


if TYPE_CHECKING:
    from argparse import ArgumentParser
    from datetime import datetime

logger = logging.getLogger(__name__)

HEARTBEAT_EVERY = timedelta(seconds=5)
#: In seconds. A stop, or work that was planned meanwhile, waits no longer than this.
LONGEST_SLEEP = 1.0
#: In seconds, after a round that failed as a whole: the database is probably away.
PAUSE_AFTER_FAILURE = 5.0


class Outcome(NamedTuple):
    """What a round of work came to.

    Args:
        failing: How many pieces of work failed and will be tried again.
        next_due: When the next piece is due, as far as it is known.
    """

    failing: int = 0
    next_due: datetime | None = None


class ServiceCommand(BaseCommand, ABC):
    """A command that does its work in rounds until it gets SIGTERM or SIGINT.

    A subclass gives `service`, its name in the heartbeat, and `work`.
    """

    service: ClassVar[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._stopping = False
        self._failing = 0
        self._beat_at: datetime | None = None

    @abstractmethod
    def work(self) -> Outcome:
        """Do what is due, asking `go_on` before each piece."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once",
            action="store_true",
            help="do what is due now and end; the exit code tells whether all went well",
        )

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        if once:
            self._round()
            self._beat()
            if self._failing:
                raise CommandError(f"{self._failing} failed; the log tells why.")
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        self.prepare()
        logger.info("The %s has started.", self.service)
        while not self._stopping:
            self._sleep(self._try_round())
        logger.info("The %s has stopped.", self.service)

    def prepare(self) -> None:
        """Load what the first piece of work would otherwise wait for."""

    def go_on(self) -> bool:
        """Give a sign of life if it is time, and say whether to do the next piece."""
        if self._beat_at is None or has_passed(HEARTBEAT_EVERY, since=self._beat_at):
            self._beat()
        return not self._stopping

    def _try_round(self) -> float:
        """Do a round, whatever happens in it; return how many seconds to sleep."""
        close_old_connections()  # one that broke is opened anew
        try:
            next_due = self._round()
        except Exception:
            logger.exception("A round of the %s failed.", self.service)
            return PAUSE_AFTER_FAILURE
        if next_due is None:
            return LONGEST_SLEEP
        return min(LONGEST_SLEEP, (next_due - timezone.now()).total_seconds())

    def _round(self) -> datetime | None:
        outcome = self.work()
        self._failing = outcome.failing
        self.go_on()
        return outcome.next_due

    def _beat(self) -> None:
        self._beat_at = timezone.now()
        Heartbeat.beat(self.service, f"{self._failing} failing" * bool(self._failing))

    def _sleep(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not self._stopping and (left := end - time.monotonic()) > 0:
            time.sleep(min(left, LONGEST_SLEEP))

    def _stop(self, number: int, frame: object) -> None:
        self._stopping = True
