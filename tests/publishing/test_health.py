from __future__ import annotations

import datetime

from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

import pytest

from cms.publishing.health import LATE_AFTER
from cms.publishing.models import Heartbeat


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


def test_ready__costs_few_queries(client, services, django_assert_max_num_queries):
    client.get("/health/ready")  # reads the list of migrations once
    with django_assert_max_num_queries(6):
        client.get("/health/ready")


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_health__is_read_only(client, path):
    assert client.post(path).status_code == 405
