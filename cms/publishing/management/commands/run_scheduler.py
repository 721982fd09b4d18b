from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from cms.core.models import delete_old_previews
from cms.publishing.scheduler import Scheduler, next_due
from cms.publishing.services import Outcome, ServiceCommand


PREVIEWS_EVERY = timedelta(minutes=10)


class Command(ServiceCommand):
    help = "Publishes pages and takes them down on time, to the second."
    service = "scheduler"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._scheduler = Scheduler()
        self._previews_after = timezone.now()

    def work(self) -> Outcome:
        now = timezone.now()
        failing = self._scheduler.run(now, self.go_on)
        if now >= self._previews_after:
            delete_old_previews()
            self._previews_after = now + PREVIEWS_EVERY
        return Outcome(failing, next_due(after=now))
