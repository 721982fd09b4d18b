from __future__ import annotations

import datetime

from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

import pytest

from cms.publishing.health import (
    LATE_AFTER,
    OVERDUE_AFTER,
    SchedulerState,
    scheduler_state,
)
from cms.publishing.models import BundleState, Heartbeat
from tests import factories
from tests.publishing.conftest import MINUTE, START, bundle_of


@pytest.fixture
def services(db):
    """Scheduler and worker have just given a sign of life."""
    return [Heartbeat.beat("scheduler"), Heartbeat.beat("worker")]


def test_live__answers_without_the_database(client):
    """The absence of the `db` fixture is the test: a query would raise."""
    response = client.get("/health/live")
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}
    assert "no-store" in response["Cache-Control"]


def test_ready__all_is_well(client, services):
    response = client.get("/health/ready")
    state = response.json()
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert state.pop("status") == "ok"
    assert {name: part["state"] for name, part in state.items()} == {
        "database": "ok",
        "cache": "ok",
        "migrations": "ok",
        "scheduler": "ok",
        "worker": "ok",
    }


def test_ready__no_scheduler__degraded_but_serving(client, services):
    Heartbeat.objects.filter(name="scheduler").delete()
    response = client.get("/health/ready")
    assert response.status_code == 200
    assert response.json()["status"] == "degraded"
    assert response.json()["scheduler"] == {"state": "missing"}


def test_ready__silent_worker__late_and_since_when(client, services):
    silent_since = timezone.now() - LATE_AFTER - datetime.timedelta(seconds=1)
    Heartbeat.objects.filter(name="worker").update(beat_at=silent_since)
    response = client.get("/health/ready")
    assert response.status_code == 200
    assert response.json()["status"] == "degraded"
    assert response.json()["worker"] == {
        "state": "late",
        "beat_at": silent_since.isoformat(timespec="seconds"),
    }


def test_ready__migration_not_applied__unavailable(client, services):
    MigrationRecorder.Migration.objects.filter(app="publishing").delete()
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["status"] == "unavailable"
    assert response.json()["migrations"] == {"state": "missing"}


def test_ready__cache_gone__unavailable_and_says_no_more(client, services, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://user:password@127.0.0.1:1/0",  # nobody listens there
        }
    }
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["cache"] == {"state": "error"}
    assert response.json()["database"] == {"state": "ok"}
    assert "127.0.0.1" not in response.text
    assert "password" not in response.text


def test_ready__database_gone__unavailable_and_says_no_more(client):
    """Without the `db` fixture each query raises, as it does when the server is away."""
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json() == {
        "status": "unavailable",
        "database": {"state": "error"},
        "cache": {"state": "ok"},
        "migrations": {"state": "error"},
        "scheduler": {"state": "error"},
        "worker": {"state": "error"},
    }


def test_ready__something_due_is_not_done__failing(client, services, release):
    release.expire_at = timezone.now() - datetime.timedelta(minutes=1)
    release.save()
    state = client.get("/health/ready").json()
    assert state["status"] == "degraded"
    assert state["scheduler"]["state"] == "failing"


def test_ready__does_not_tell_when_an_embargo_ends(client, services, release):
    release.expire_at = timezone.now() + datetime.timedelta(hours=1)
    release.save()
    due = scheduler_state().next_due
    assert due == release.expire_at
    assert f"{due:%H:%M}" not in client.get("/health/ready").text
    assert client.get("/health/ready").json()["scheduler"].keys() == {
        "state",
        "beat_at",
    }


def test_ready__heartbeat_from_the_future__late(client, services):
    """The clock was set back since: nobody knows whether the scheduler runs."""
    future = timezone.now() + 2 * LATE_AFTER
    Heartbeat.objects.filter(name="scheduler").update(beat_at=future)
    assert client.get("/health/ready").json()["scheduler"]["state"] == "late"


def test_scheduler_state__tells_editors_what_is_next(services, press, author, clock):
    pages = [factories.PressReleasePageFactory(parent=press) for _ in range(3)]
    for page in pages:
        page.save_revision(user=author)
    pages[0].expire_at = START + MINUTE
    pages[0].save()
    bundle_of(pages[1:], state=BundleState.APPROVED)
    bundle_of([], title="Broken", state=BundleState.FAILED)
    heartbeat = Heartbeat.beat("scheduler")
    assert scheduler_state() == SchedulerState(
        state="ok",
        beat_at=heartbeat.beat_at,
        next_due=START + MINUTE,
        titles=3,
        failing=1,
    )
    clock.move_to(START + MINUTE + 2 * OVERDUE_AFTER, tick=False)
    Heartbeat.beat("scheduler")
    state = scheduler_state()
    assert (state.state, state.next_due, state.failing) == ("failing", None, 3)


def test_scheduler_state__never_ran(db):
    assert scheduler_state() == SchedulerState("missing", None, None, 0, 0)


def test_ready__costs_few_queries(client, services, django_assert_max_num_queries):
    client.get("/health/ready")  # reads the list of migrations once
    with django_assert_max_num_queries(8):
        client.get("/health/ready")


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_health__is_read_only(client, path):
    assert client.post(path).status_code == 405
