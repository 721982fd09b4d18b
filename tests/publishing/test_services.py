"""The services as operators run them: real processes, real signals."""

from __future__ import annotations

import datetime
import signal
import time

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from wagtail.models import Page, PageLogEntry

import pytest

from cms.publishing.models import Heartbeat
from home.models import HomePage
from tests import factories
from tests.publishing.processes import Processes


#: Seconds; a service needs one or two, a busy machine makes more of them. Whoever asks
#: a service to stop (honcho, systemd, Docker) kills it after five or more.
STOPS_WITHIN = 5
SOON = datetime.timedelta(seconds=8)  # enough to plan five pages
ON_TIME = datetime.timedelta(seconds=2)


@pytest.fixture
def processes(transactional_db, django_db_serialized_rollback):
    running = Processes()
    yield running
    running.kill_all()


def wait_until(happened, seconds=30):
    """Return what `happened` finds, as soon as it finds something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := happened():
            return found
        time.sleep(0.1)
    raise AssertionError("it did not happen")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("service", ["scheduler", "worker"])
def test_service__beats_and_stops_when_asked(processes, service, number):
    began = timezone.now()
    process = processes.start(f"run_{service}")
    heartbeat = wait_until(Heartbeat.objects.filter(name=service).first)
    assert began < heartbeat.beat_at < timezone.now()
    assert heartbeat.detail == ""
    assert processes.stop(process, number) < STOPS_WITHIN
    assert process.returncode == 0


def test_service__goes_on_after_the_database_failed_it(processes):
    process = processes.start("run_worker")
    wait_until(Heartbeat.objects.first)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE publishing_heartbeat RENAME TO away")
        processes.wait_for(process, "A round of the worker failed.")
        cursor.execute("ALTER TABLE away RENAME TO publishing_heartbeat")
    failed_at = timezone.now()
    wait_until(Heartbeat.objects.filter(beat_at__gt=failed_at).first)
    processes.stop(process)
    assert process.returncode == 0


def test_run_worker__once__gives_a_heartbeat_and_ends(db):
    call_command("run_worker", once=True)
    assert Heartbeat.objects.get().name == "worker"


def embargoed() -> list[Page]:
    index = factories.PressReleaseIndexPageFactory(parent=HomePage.objects.get())
    return [
        factories.PressReleasePageFactory(parent=index, live=False) for _ in range(5)
    ]


def test_two_schedulers__publish_each_page_once_and_on_time(processes):
    pages = embargoed()
    schedulers = [processes.start("run_scheduler"), processes.start("run_scheduler")]
    go_live_at = timezone.now() + SOON
    for page in pages:
        page.go_live_at = go_live_at
        page.save_revision().publish()

    published = Page.objects.filter(pk__in=[page.pk for page in pages], live=True)
    assert not published
    wait_until(lambda: published.all().count() == len(pages))
    time.sleep(1)  # for the other one to do harm
    for scheduler in schedulers:
        processes.stop(scheduler)
        assert scheduler.returncode == 0
    for page in pages:
        log = PageLogEntry.objects.filter(page_id=page.pk)
        assert log.filter(action="wagtail.publish.scheduled").count() == 1
    first_live_at = min(page.last_published_at for page in published.all())
    assert go_live_at <= first_live_at < go_live_at + ON_TIME
