"""The services as operators run them: real processes, real signals."""

from __future__ import annotations

import signal
import time

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from wagtail.models import Page, PageLogEntry

import pytest

from cms.publishing.models import Bundle, BundlePage, BundleState, Heartbeat
from home.models import HomePage
from tests import factories
from tests.publishing.processes import Processes


#: Seconds; a service needs one or two, a busy machine makes more of them. Whoever asks
#: a service to stop (honcho, systemd, Docker) kills it after five or more.
STOPS_WITHIN = 5


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


def test_scheduler__killed_in_the_middle_of_a_bundle__all_or_none_and_once(processes):
    pages = embargoed()
    bundle = Bundle.objects.create(
        title="Launch", go_live_at=timezone.now(), state=BundleState.APPROVED
    )
    for page in pages:
        revision = page.save_revision()
        BundlePage.objects.create(bundle=bundle, page=page, revision=revision)
    published = Page.objects.filter(pk__in=[page.pk for page in pages], live=True)

    slow = processes.start(
        "run_scheduler", settings_module="tests.publishing.slow_settings"
    )
    processes.wait_for(slow, "In the middle.")
    assert not published.all()
    processes.kill(slow)
    assert not published.all()
    assert not PageLogEntry.objects.filter(action="wagtail.publish.scheduled").exists()

    processes.start("run_scheduler")
    wait_until(lambda: published.all().count() == len(pages))
    assert wait_until(Bundle.objects.filter(state=BundleState.PUBLISHED).first)
    log = PageLogEntry.objects.filter(action="wagtail.publish.scheduled")
    assert sorted(log.values_list("page_id", flat=True)) == [page.pk for page in pages]


def embargoed() -> list[Page]:
    index = factories.PressReleaseIndexPageFactory(parent=HomePage.objects.get())
    return [
        factories.PressReleasePageFactory(parent=index, live=False) for _ in range(3)
    ]
