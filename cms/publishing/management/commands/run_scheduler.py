from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.urls import get_resolver
from django.utils import timezone

from wagtail.log_actions import registry as log_registry

from cms.core.models import delete_old_previews
from cms.publishing.clock import has_passed
from cms.publishing.models import remove_old_share_links
from cms.publishing.scheduler import Scheduler, next_due
from cms.publishing.services import Outcome, ServiceCommand


PREVIEWS_EVERY = timedelta(minutes=10)
LOOK_AGAIN_AFTER = timedelta(milliseconds=50)


class Command(ServiceCommand):
    help = "Publishes pages and takes them down on time, to the second."
    service = "scheduler"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._scheduler = Scheduler()
        self._previews_at: datetime | None = None

    def prepare(self) -> None:
        """Load the addresses of the site and Wagtail's hooks, the admin's too.

        Publishing needs both. They take a second, which the first page after a start
        would come too late.
        """
        get_resolver().url_patterns  # noqa: B018 - loads them
        log_registry.scan_for_actions()

    def work(self) -> Outcome:
        now = timezone.now()
        failing = self._scheduler.run(now, self.go_on)
        if self._previews_at is None or has_passed(PREVIEWS_EVERY, self._previews_at):
            delete_old_previews()
            remove_old_share_links(now)
            self._previews_at = now
        if self._scheduler.left_some:
            return Outcome(failing, timezone.now() + LOOK_AGAIN_AFTER)
        return Outcome(failing, next_due(after=now))
