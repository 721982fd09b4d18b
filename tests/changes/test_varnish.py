"""A real Varnish in front of the site: it forgets what has changed, and keeps the rest."""

from __future__ import annotations

import http.client
import re
import shutil
import socket
import subprocess
import time
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings as project
from django.test import Client
from django.utils import timezone

import pytest

from cms.changes.models import ContentChange, LogHead, PurgeCursor
from cms.changes.purging.job import purge_for_good
from tests import factories
from tests.hidden import restrict


VCL = Path(project.BASE_DIR) / "deploy" / "varnish" / "default.vcl"
AWAY = Path(project.BASE_DIR) / "deploy" / "503.html"

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(not shutil.which("varnishd"), reason="Varnish is not installed"),
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Varnish:
    """Varnish as it is configured in `deploy/`, in front of a test's server."""

    def __init__(self, folder, backend):
        text = VCL.read_text(encoding="utf-8")
        text = re.sub(r'\.host = ".*"', f'.host = "{backend.hostname}"', text)
        text = re.sub(r'\.port = ".*"', f'.port = "{backend.port}"', text)
        text = text.replace("/etc/varnish/503.html", str(AWAY))
        (folder / "test.vcl").write_text(text, encoding="utf-8")
        self.folder = folder / "varnish"
        self.port = free_port()
        self.host = backend.netloc
        self.process = subprocess.Popen(
            [
                "varnishd",
                "-j",
                "none",
                "-F",
                "-n",
                self.folder,
                "-f",
                folder / "test.vcl",
            ]
            + ["-a", f"127.0.0.1:{self.port}", "-s", "malloc,16m", "-T", "none"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 30
        while self._is_closed():
            assert self.process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)

    def _is_closed(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) != 0

    def ask(self, path, method="GET", **headers):
        """Ask; return the status, the headers and the body."""
        visitor = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        visitor.request(method, path, headers={"Host": self.host, **headers})
        response = visitor.getresponse()
        answer = response.status, response.headers, response.read().decode()
        visitor.close()
        return answer

    def fetches(self):
        """Return how often Varnish has asked the site so far."""
        told = subprocess.run(
            ["varnishstat", "-n", self.folder, "-1", "-f", "MAIN.backend_req"],
            capture_output=True,
            check=True,
            text=True,
        )
        return int(told.stdout.split()[1])

    def stop(self):
        self.process.terminate()
        self.process.wait(10)


@pytest.fixture
def varnish(live_server, tmp_path, settings):
    # The name that the live server's address has, without its port: see `Site`.
    settings.RESPONSE_CACHE_MB = 16
    settings.BASE_URL = live_server.url

    front = Varnish(tmp_path, urlsplit(live_server.url))
    settings.WAGTAILFRONTENDCACHE = {
        "varnish": {
            "BACKEND": "cms.changes.purging.backends.VarnishBackend",
            "LOCATION": f"http://127.0.0.1:{front.port}",
        }
    }
    yield front
    front.stop()


@pytest.fixture
def told(press, varnish):
    """A release, with all that was made for it told to the cache for good."""
    page = factories.PressReleasePageFactory(parent=press, title="One choir")
    Client().get(page.url)  # makes the settings that a new site lacks
    PurgeCursor.objects.update_or_create(pk=1)
    catch_up()
    return page


def catch_up():
    """Do as the worker does in the seconds after a change."""
    ContentChange.objects.update(at=timezone.now() - timedelta(hours=1))
    assert purge_for_good()
    assert PurgeCursor.objects.get().token == LogHead.objects.get().token


def addresses(page) -> list[str]:
    return [page.url, f"{page.url}?utm_source=x", f"{page.url}embed/", "/press/", "/"]


def test_front_cache__shows_each_change_to_the_very_next_reader(told, varnish):
    page, listing = told, "/api/v2/press-releases/?limit=5"
    paths = [*addresses(page), "/search/?q=choir", listing, f"/api/v2/pages/{page.pk}/"]

    def ask_all():
        answers = {}
        for path in paths:
            status, headers, body = varnish.ask(path)
            answers[path] = status, re.sub("</?mark>", "", body)
            # Asked again it is the same, whether kept or not.
            assert varnish.ask(path)[::2] == (status, body), path
            assert "X-Cache-Path" not in headers
        return answers

    for path, (status, body) in ask_all().items():
        assert (status, "One choir" in body) == (200, True), path

    page.title = "Every choir"
    page.save_revision().publish()
    for path, (status, body) in ask_all().items():
        assert (status, page.title in body) == (200, True), path
        assert "One choir" not in body, path

    restriction = restrict(page)
    for path, (status, body) in ask_all().items():
        assert page.title not in body, path
        if page.url in path and "embed" not in path:
            assert status == 302
    restriction.delete()
    for path, (status, body) in ask_all().items():
        assert (status, page.title in body) == (200, True), path

    page.refresh_from_db()
    page.unpublish()
    for path, (status, body) in ask_all().items():
        assert page.title not in body, path
        assert status == (410 if page.url in path or "/pages/" in path else 200), path


def test_front_cache__keeps_what_a_change_does_not_touch(told, varnish, press):
    other = factories.PressReleasePageFactory(parent=press, title="Another")
    catch_up()
    for path in (told.url, other.url):
        varnish.ask(path)
    before = {path: varnish.ask(path)[1]["Age"] for path in (told.url, other.url)}
    told.title = "Now"
    told.save_revision().publish()
    fetched = varnish.fetches()
    assert "Another" in varnish.ask(other.url)[2]
    assert varnish.fetches() == fetched
    assert "Now" in varnish.ask(told.url)[2]
    assert varnish.fetches() == fetched + 1
    assert set(before) == {told.url, other.url}


def test_front_cache__keeps_nothing_for_one_reader(told, varnish):
    for headers, path in [
        ({"Cookie": "sessionid=abcdefghijklmnop"}, told.url),
        ({"Cookie": "a=b; __Host-session=abc"}, told.url),
        ({}, "/admin/login/"),
        ({}, "/health/live"),
        ({}, "/none/"),
    ]:
        varnish.ask(path, **headers)
        fetched = varnish.fetches()
        answer = varnish.ask(path, **headers)
        assert varnish.fetches() == fetched + 1, path
        if "__Host-" not in str(headers):  # the site's own name for it differs here
            assert "s-maxage" not in (answer[1]["Cache-Control"] or ""), path
    # Cookies of others, such as of a newsletter's counter, do no harm.
    varnish.ask(told.url)
    fetched = varnish.fetches()
    assert varnish.ask(told.url, Cookie="_ga=1")[0] == 200
    assert varnish.fetches() == fetched


def test_front_cache__is_told_by_ourselves_only(told, varnish):
    varnish.ask(told.url)
    foreign = {"X-Forwarded-For": "203.0.113.7"}  # as a proxy of ours passes it on
    assert varnish.ask(told.url, "PURGE", **foreign)[0] == 403
    fetched = varnish.fetches()
    varnish.ask(told.url)
    assert varnish.fetches() == fetched
    assert varnish.ask(told.url, "PURGE")[0] == 200
    varnish.ask(told.url)
    assert varnish.fetches() == fetched + 1


def test_front_cache__that_was_away_is_told_by_the_worker(told, varnish, settings):
    varnish.ask(told.url)
    (cache,) = settings.WAGTAILFRONTENDCACHE.values()
    location, cache["LOCATION"] = cache["LOCATION"], "http://127.0.0.1:9"
    told.title = "Not heard"
    told.save_revision().publish()
    assert "Not heard" not in varnish.ask(told.url)[2]
    ContentChange.objects.update(at=timezone.now() - timedelta(hours=1))
    assert not purge_for_good()
    cache["LOCATION"] = location
    assert purge_for_good()
    assert "Not heard" in varnish.ask(told.url)[2]


def test_front_cache__is_told_of_a_plan_for_sooner(told, varnish, press):
    """What was given out may hold for longer than it does now."""
    control = varnish.ask("/press/")[1]["Cache-Control"]
    assert "s-maxage=300" in control
    told.expire_at = timezone.now() + timedelta(seconds=100)
    told.save_revision().publish()
    for path in ("/press/", "/refugee-week/"):
        control = varnish.ask(path)[1]["Cache-Control"] or ""
        assert "s-maxage=300" not in control
