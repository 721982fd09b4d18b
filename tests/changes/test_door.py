"""Kept answers are given before Django, exactly as Django would give them."""

from __future__ import annotations

from http.cookies import SimpleCookie

from django.core.wsgi import get_wsgi_application
from django.test import Client, RequestFactory

import brotli
import pytest

from cms.api.models import UsageDay
from cms.api.throttling import admitted
from cms.api.usage import write_usage
from cms.changes.caching.door import Door
from cms.changes.marker import current_marker
from tests import factories


pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

API = "/api/v2/press-releases/"


@pytest.fixture(autouse=True)
def _cache_is_on(settings):
    settings.RESPONSE_CACHE_MB = 16
    settings.BASE_URL = "http://testserver"


class Site:
    """The site as a server sees it, which says whether Django was asked."""

    def __init__(self):
        self._django = get_wsgi_application()
        self.door = Door(self._ask_django, admitted)
        self.asked = 0

    def _ask_django(self, environ, start_response):
        self.asked += 1
        return self._django(environ, start_response)

    def ask(self, path, method="get", application=None, **headers):
        request = getattr(RequestFactory(), method)(path, headers=headers)
        told = []
        answer = (application or self.door)(request.environ, lambda *a: told.append(a))
        body = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        (status, fields), *_none = told
        return status, dict(fields), body

    def ask_django(self, path, method="get", **headers):
        return self.ask(path, method, self._django, **headers)

    def at_once(self, path, **headers):
        return self.door.answer_at_once(
            RequestFactory().get(path, headers=headers).environ
        )

    def is_door(self, *arguments, **headers):
        """Ask, and say whether the answer came without Django."""
        before = self.asked
        self.ask(*arguments, **headers)
        return self.asked == before


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def page(press):
    page = factories.PressReleasePageFactory(parent=press, title="A choir sings")
    Client().get(page.url)  # makes the settings that a new site lacks: a change
    return page


def test_at_once__is_what_the_door_gives(site, page, django_assert_num_queries):
    for path in ("/press/", API, f"{API}?limit=5&search=choir"):
        for headers in ({}, {"Accept-Encoding": "br"}):
            if not headers:
                assert site.at_once(path) is None  # nothing is kept
            _status, fields, body = site.ask(path, **headers)
            with django_assert_num_queries(0):
                reply = site.at_once(path, **headers)
            assert (reply.status_code, reply.headers, reply.content) == (
                200,
                fields,
                body,
            )
        named = {"If-None-Match": fields["ETag"]}
        reply = site.at_once(path, **named)
        status, fields, _body = site.ask(path, **named)
        assert (f"{reply.status_code} Not Modified", reply.headers) == (status, fields)


def test_at_once__keeps_nobody_waiting(site, page):
    site.ask("/press/")
    assert site.at_once("/press/")
    # Not yet packed so; and whose key it is, the database knows.
    assert site.at_once("/press/", **{"Accept-Encoding": "gzip"}) is None
    site.ask(API)
    key = {"Authorization": f"Bearer iomrw_{'0' * 64}"}
    assert site.at_once(API, **key) is None
    current_marker().begin("1" * 32)
    assert site.at_once("/press/") is None


def test_at_once__counts_once(site, page, settings):
    settings.API_RATE_LIMIT = "2/hour"
    site.ask(API)
    assert site.at_once(API).headers["RateLimit"].split(";")[1] == "r=0"
    request = RequestFactory().get(API)
    assert site.door.answer_at_once(request.environ) is None
    told = []
    b"".join(site.door(request.environ, lambda *a: told.append(a)))
    assert told[0][0] == "429 Too Many Requests"
    write_usage()
    day = UsageDay.objects.get()
    assert (day.answered, day.refused) == (2, 1)


def test_door__gives_what_django_would_give(site, page, django_assert_num_queries):
    for path in ("/press/", page.url, API, f"{API}?limit=5&search=choir"):
        _status, fields, _body = site.ask(path)
        asked = site.asked
        for method in ("get", "head"):
            for headers in (
                {},
                {"Accept-Encoding": "gzip"},
                {"Accept-Encoding": "br;q=1, gzip;q=.5"},
                {"If-None-Match": fields["ETag"]},
                {"If-None-Match": "*"},
                {"If-None-Match": 'W/"0"'},
            ):
                with django_assert_num_queries(0):
                    given = site.ask(path, method, **headers)
                assert given == site.ask_django(path, method, **headers), headers
        assert site.asked == asked
    packed = site.ask("/press/", **{"Accept-Encoding": "br"})[2]
    assert b"A choir sings" in brotli.decompress(packed)


def test_door__leaves_the_rest_to_django(site, page, settings):
    for path in ("/press/", API):
        site.ask(path)
        assert site.is_door(path)
    session = SimpleCookie({settings.SESSION_COOKIE_NAME: "x"}).output(header="")
    assert not site.is_door("/press/", Cookie=session)
    assert site.is_door(API, Cookie=session)  # which looks at no cookie
    assert not site.is_door("/press/", "post")
    assert not site.is_door("/press/", **{"Save-Data": "on"})
    for host in ("evil.example", "a b"):
        status, *_rest = site.ask("/press/", Host=host)
        assert status == "400 Bad Request"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert not site.is_door("/press/", **{"X-Forwarded-Proto": "https"})
    settings.RESPONSE_CACHE_MB = 0
    assert not site.is_door("/press/")


def test_door__shows_each_change_at_once(site, page):
    for title in ("A drum", "A flute"):
        page.title = title
        page.save_revision().publish()
        for path in ("/press/", page.url, f"{API}{page.pk}/"):
            assert title.encode() in site.ask(path)[2]
            assert site.is_door(path)
    page.unpublish()
    assert site.ask(page.url)[0] == "410 Gone"
    assert b"A flute" not in site.ask("/press/")[2]


def test_door__is_shut_while_a_change_is_made(site, page):
    site.ask("/press/")
    assert site.is_door("/press/")
    current_marker().begin("1" * 32)
    assert not site.is_door("/press/")


def test_door__counts_and_refuses_as_django_does(site, page, settings):
    settings.API_RATE_LIMIT = "4/hour"
    left = []
    for _time in range(3):
        status, fields, _body = site.ask(API)
        assert status == "200 OK"
        assert fields["Access-Control-Allow-Origin"] == "*"
        left.append(fields["RateLimit"].split(";")[1])
    assert left == ["r=3", "r=2", "r=1"]
    assert site.asked == 1
    # A bad key is counted once, although the door and Django both look at it.
    bad = {"Authorization": f"Bearer iomrw_{'0' * 64}"}
    status, fields, _body = site.ask(API, **bad)
    assert status == "401 Unauthorized"
    assert fields["RateLimit"].split(";")[1] == "r=0"
    assert fields["X-Content-Type-Options"] == "nosniff"
    status, fields, body = site.ask(API)
    assert status == "429 Too Many Requests"
    assert fields["Cache-Control"] == "no-store"
    assert b"Too many requests" in body
    write_usage()
    day = UsageDay.objects.get()
    assert (day.answered, day.refused) == (3, 2)
