"""Answers are given again without a query, until the public would see others."""

from __future__ import annotations

import gzip
import threading
import time
from datetime import timedelta

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import brotli
import pytest
import time_machine

from cms.changes.marker import current_marker
from cms.changes.models import LogHead
from cms.changes.position import current_position
from press.models import PressReleaseIndexPage
from tests import factories
from tests.hidden import restrict


pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

API = "/api/v2/press-releases/"
SEARCH = "/search/?q=choir"


@pytest.fixture(autouse=True)
def _cache_is_on(settings):
    settings.RESPONSE_CACHE_MB = 16
    settings.BASE_URL = "http://testserver"


@pytest.fixture
def ask():
    """Ask as a visitor does, always with the same cache."""
    client = Client()

    def get(path, method="get", **headers):
        return getattr(client, method)(path, headers=headers)

    get.client = client
    return get


@pytest.fixture
def site(press):
    """A site with a release that everything is asked about."""
    page = factories.PressReleasePageFactory(parent=press, title="A choir sings")
    Client().get(
        page.url
    )  # makes the settings that a new site lacks, which is a change
    wait_for_calm()
    return page


def wait_for_calm():
    """Wait until nobody else changes the site.

    A browser that an earlier test has closed may have sent a last request, which a live
    server answers by now; a change that it makes is rightly a reason for new answers.
    """
    for _ in range(25):
        before = current_position()
        time.sleep(0.1)
        if before.is_settled and current_position() == before:
            return
    raise AssertionError("Somebody goes on changing the site.")


def addresses(page) -> list[str]:
    return ["/", "/press/", page.url, f"{page.url}embed/", SEARCH, API]


def varied_by(path) -> str:
    return (
        "Accept-Encoding" if path.startswith("/api/") else "Accept-Encoding, Save-Data"
    )


def test_hit__costs_no_query_no_session_and_no_cookie(
    site, ask, django_assert_num_queries
):
    paths = [*addresses(site), f"{API}{site.pk}/", f"{API}?search=choir&limit=5"]
    first = {path: ask(path) for path in paths}
    with django_assert_num_queries(0):
        again = {path: ask(path) for path in paths}
    for path in paths:
        assert first[path].status_code == again[path].status_code == 200, path
        assert again[path].content == first[path].content
        assert dict(again[path].headers) == dict(first[path].headers)
        assert again[path].headers["ETag"].startswith('W/"')
        assert again[path].headers["Vary"] == varied_by(path)
        assert not again[path].cookies
        assert again[path].headers["X-Content-Type-Options"] == "nosniff"


def test_304__is_given_to_whoever_has_the_answer(site, ask, django_assert_num_queries):
    etags = {path: ask(path).headers["ETag"] for path in addresses(site)}
    assert len(set(etags.values())) == len(etags)
    fresh = Client()  # another process, which has never made these answers
    with django_assert_num_queries(0):
        for client in (ask.client, fresh):
            for path, etag in etags.items():
                for header in (etag, etag[2:], f'"other", {etag}'):
                    response = client.get(path, headers={"If-None-Match": header})
                    assert (response.status_code, response.content) == (304, b"")
                    assert response.headers["ETag"] == etag
                    assert "s-maxage" in response.headers["Cache-Control"]
                    assert response.headers["Vary"] == varied_by(path)
                    assert "Content-Type" not in response.headers
                    head = client.head(path, headers={"If-None-Match": header})
                    assert head.status_code == 304
    # A star stands for any answer, if there is one.
    assert ask("/press/", **{"If-None-Match": "*"}).status_code == 304
    assert ask("/none/", **{"If-None-Match": "*"}).status_code == 404


def test_etag__of_another_address_state_or_hand_is_no_proof(site, ask):
    etag = ask(site.url).headers["ETag"]
    for header in ('W/"0"', ask("/press/").headers["ETag"], etag.replace('"', "")):
        assert ask(site.url, **{"If-None-Match": header}).status_code == 200
    site.unpublish()
    gone = ask(site.url, **{"If-None-Match": etag})
    assert gone.status_code == 410
    assert "ETag" not in gone.headers


def test_head__is_the_get_without_its_body(site, ask, django_assert_num_queries):
    for path in (site.url, API):
        head = ask(path, "head")  # makes the answer that the GET finds
        with django_assert_num_queries(0):
            get = ask(path)
        assert head.content == b""
        assert head.headers == get.headers
        assert int(head.headers["Content-Length"]) == len(get.content) > 0


def test_encoding__is_the_one_that_the_client_likes_best(site, ask):
    plain = ask("/press/").content
    for accepted, encoding, unpack in [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
        ("*;q=0.1", "br", brotli.decompress),
        ("gzip;q=0", None, bytes),
        ("identity, br;q=0.5", None, bytes),
        ("gzip;q=x, zstd", None, bytes),
    ]:
        for _time in ("made", "kept"):
            response = ask("/press/", **{"Accept-Encoding": accepted})
            assert response.headers.get("Content-Encoding") == encoding, accepted
            assert unpack(response.content) == plain
            assert int(response.headers["Content-Length"]) == len(response.content)
            head = ask("/press/", "head", **{"Accept-Encoding": accepted})
            assert head.headers == response.headers
    short = ask("/robots.txt", **{"Accept-Encoding": "br"})
    assert "Content-Encoding" not in short.headers


def test_questions__that_are_the_same_have_one_answer(
    site, ask, django_assert_num_queries
):
    ask("/press/?page=1")
    ask(f"{API}?limit=3&fields=title")
    with django_assert_num_queries(0):
        assert ask("/press/?utm_source=x&page=1&fbclid=1").status_code == 200
        assert ask(f"{API}?fields=title&limit=3").status_code == 200
    campaign = ask("/press/?utm_source=%3Cx%3E")
    assert b"utm_source" not in campaign.content
    assert ask("/press/?page=7").status_code == 404
    # What is new each time is kept nowhere.
    for _time in range(2):
        response = ask(f"{API}?order=random")
        assert response.headers["Cache-Control"] == "no-store"


def test_junk__pushes_no_page_out(
    site, settings, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr("cms.changes.caching.store.MEGABYTE", 160_000)
    settings.RESPONSE_CACHE_MB = 1
    client = Client()
    client.get(site.url)
    for number in range(15):  # of some 4 kB each, where 40 kB are kept
        assert client.get(f"/search/?q=junk{number}").status_code == 200
    with django_assert_num_queries(0):
        client.get(site.url)
        client.get("/search/?q=junk14")
    with CaptureQueriesContext(connection) as asked_anew:
        client.get("/search/?q=junk0")
    assert len(asked_anew) > 0


def test_what_is_not_for_everybody__is_kept_nowhere(site, ask, press):
    secret = factories.PressReleasePageFactory(parent=press)
    restrict(secret)
    for path in (secret.url, "/none/", f"{API}?limit=x", f"{API}999/", "/press"):
        for _time in range(2):
            response = ask(path)
            assert response.status_code != 200
            assert "ETag" not in response.headers
            assert "no-store" in response.headers["Cache-Control"], path
    assert ask(site.url).status_code == 200
    for name in ("sessionid", "csrftoken", "messages"):
        editor = ask(site.url, Cookie=f"{name}=x")
        assert editor.headers["Cache-Control"] == "private, no-store"
        assert "ETag" not in editor.headers
    assert "ETag" in ask(API, Cookie=f"sessionid={'x' * 32}").headers
    assert ask(site.url, Host="evil.example").status_code == 400
    assert "ETag" not in ask(site.url, "post").headers


def test_change_that_is_being_made__lets_nothing_be_kept(site, ask):
    before = ask(site.url).headers["ETag"]
    with transaction.atomic():
        site.title = "Two choirs sing"
        site.save_revision().publish()
        # The tests' client shares our transaction; others would not see it yet.
        assert before == ask(site.url).headers["ETag"]
    assert b"Two choirs sing" in ask(site.url).content
    # A process was killed between the commit and what follows it.
    LogHead.objects.update(token="killed")
    current_marker().begin("0123456789abcdef")
    assert not current_position().is_settled
    for _time in range(2):
        response = ask(site.url)
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "no-store"
        assert "ETag" not in response.headers


def test_same_question_at_once__is_answered_by_one(site, ask, monkeypatch):
    at_work, go_on, made = threading.Event(), threading.Event(), []
    serve = PressReleaseIndexPage.serve

    def slow(page, request, *args):
        made.append(request)
        at_work.set()
        assert go_on.wait(10)
        if len(made) == 1:
            raise RuntimeError("the first one fails")
        return serve(page, request, *args)

    monkeypatch.setattr(PressReleaseIndexPage, "serve", slow)
    ask.client.raise_request_exception = False
    assert ask(site.url).status_code == 200
    codes = []

    def visit():
        codes.append(ask("/press/").status_code)
        connection.close()

    threads = [threading.Thread(target=visit) for _ in range(4)]
    threads[0].start()
    assert at_work.wait(10)
    for thread in threads[1:]:
        thread.start()
    go_on.set()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [200, 200, 200, 500]


def test_embargo__nothing_is_kept_beyond_the_instant(site, ask, press):
    now = timezone.now().replace(microsecond=0)
    with time_machine.travel(now, tick=False) as clock:
        page = factories.PressReleasePageFactory(
            parent=press, title="Soon over", expire_at=now + timedelta(seconds=100)
        )
        answer = ask("/press/")
        assert b"Soon over" in answer.content
        control = answer.headers["Cache-Control"]
        assert control == "public, max-age=0, s-maxage=100"
        clock.shift(99)
        control = ask("/press/").headers["Cache-Control"]
        assert control == "public, max-age=0, s-maxage=1"
        assert ask(page.url).status_code == 200
        clock.shift(1)
        assert b"Soon over" not in ask("/press/").content
        assert ask(page.url).status_code == 410
        old = ask("/press/", **{"If-None-Match": answer.headers["ETag"]})
        assert old.status_code == 200
        # The scheduler has not taken it down yet: it may do so in any second.
        control = ask("/press/").headers["Cache-Control"]
        assert control == "public, max-age=0, s-maxage=1"
        clock.shift(-50)  # the clock is put back
        assert ask(page.url).status_code == 200


def test_freshness__is_five_minutes_and_ends_at_midnight(site, ask):
    with time_machine.travel("2026-06-20 12:00:00+01:00", tick=False) as clock:
        control = ask("/press/").headers["Cache-Control"]
        assert control == "public, max-age=0, s-maxage=300, stale-while-revalidate=60"
        clock.move_to("2026-06-20 23:54:50+01:00")
        control = ask("/press/").headers["Cache-Control"]
        assert control == "public, max-age=0, s-maxage=300, stale-while-revalidate=10"
        clock.move_to("2026-06-20 23:59:50+01:00")
        control = ask("/press/").headers["Cache-Control"]
        assert control == "public, max-age=0, s-maxage=10"
