"""Settings are read when a process starts, so each test starts one."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from django.conf import settings

import pytest


PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": "a-text-of-the-length-that-is-asked-for-0123456789-0123456789",
    "ALLOWED_HOSTS": "www.example.org,example.org",
    "BASE_URL": "https://www.example.org",
    "DATABASE_URL": "sqlite://:memory:",
}


def manage(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess:
    """Run `manage.py` with nothing but `environment`; an empty value hides `.env`."""
    hidden = dict.fromkeys(("SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL", "DEBUG"), "")
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], **hidden, "DEBUG": "0", **environment},
        capture_output=True,
        text=True,
    )


def read(environment: dict[str, str], *names: str) -> list:
    """Return settings as a process with this environment sees them."""
    code = (
        "import json; from django.conf import settings;"
        f"print(json.dumps([getattr(settings, name) for name in {names!r}]))"
    )
    done = manage(environment, "shell", "--no-imports", "--command", code)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_production__passes_the_deployment_checks():
    done = manage(PRODUCTION, "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL"])
def test_production__names_the_one_that_is_missing(name):
    done = manage({**PRODUCTION, name: ""}, "check")
    assert done.returncode != 0
    assert f"Production needs {name}:" in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("ALLOWED_HOSTS", "*"),
        ("BASE_URL", "http://www.example.org"),
    ],
)
def test_production__refuses_a_value_that_protects_nothing(name, value):
    done = manage({**PRODUCTION, name: value}, "check")
    assert done.returncode != 0
    assert f"Production needs {name}:" in done.stderr


def test_production__names_all_that_are_missing():
    done = manage({"DJANGO_SETTINGS_MODULE": "cms.settings.production"}, "check")
    assert done.returncode != 0
    assert "Production needs SECRET_KEY, ALLOWED_HOSTS, BASE_URL:" in done.stderr


def test_production__refuses_debug():
    done = manage({**PRODUCTION, "DEBUG": "1"}, "check")
    assert done.returncode != 0
    assert "DEBUG must be off in production." in done.stderr


def test_production__the_secret_is_not_in_the_complaint():
    done = manage({**PRODUCTION, "SECRET_KEY": "tell-nobody"}, "check")
    assert "tell-nobody" not in done.stderr + done.stdout


def test_production__takes_the_environment():
    hosts, base_url, admin_url, zone = read(
        {**PRODUCTION, "PRESS_TIMEZONE": "Asia/Tokyo"},
        "ALLOWED_HOSTS",
        "BASE_URL",
        "WAGTAILADMIN_BASE_URL",
        "TIME_ZONE",
    )
    assert hosts == ["www.example.org", "example.org"]
    assert base_url == admin_url == "https://www.example.org"
    assert zone == "Asia/Tokyo"


def test_dev__needs_nothing_but_a_secret_and_follows_the_port():
    environment = {
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "SECRET_KEY": "any",
        "PORT": "8123",
    }
    debug, base_url, zone = read(environment, "DEBUG", "BASE_URL", "TIME_ZONE")
    assert debug is False
    assert base_url == "http://localhost:8123"
    assert zone == "Europe/London"


def test_services__postgresql_and_redis_from_their_urls():
    databases, caches = read(
        {
            **PRODUCTION,
            "DATABASE_URL": "postgres://ada:pass@db.example:5433/site",
            "CACHE_URL": "redis://cache.example:6380/2",
        },
        "DATABASES",
        "CACHES",
    )
    database, cache = databases["default"], caches["default"]
    assert database["ENGINE"] == "cms.changes.databases.postgresql"
    assert database["HOST"] == "db.example"
    assert database["PORT"] == 5433
    assert database["NAME"] == "site"
    assert database["OPTIONS"]["connect_timeout"] == 5
    assert cache["BACKEND"] == "cms.core.redis_cache.RedisCache"
    assert cache["LOCATION"] == "redis://cache.example:6380/2"
    assert cache["OPTIONS"]["socket_timeout"] == 2


def test_sqlite__writers_wait_for_each_other():
    (databases,) = read(
        {**PRODUCTION, "DATABASE_URL": "sqlite:///db.sqlite3"}, "DATABASES"
    )
    options = databases["default"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] == 20
    assert "journal_mode=WAL" in options["init_command"]
