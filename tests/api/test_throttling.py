"""Whoever asks too much is told so, and when to ask again."""

from __future__ import annotations

import multiprocessing
import re
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.test import RequestFactory

import pytest

from cms.api.counters import count_in_window
from cms.api.throttling import LimitsMiddleware, admit
from cms.api.usage import write_usage
from cms.core import shared_cache
from tests.api.described import Described
from tests.api.limits import PATH, ask, make_key, statuses


pytestmark = pytest.mark.django_db
only_shared = pytest.mark.skipif(
    "Redis" not in settings.CACHES["default"]["BACKEND"],
    reason="only Redis is shared by processes",
)


@pytest.fixture
def limit(settings, monkeypatch):
    """Allow three requests a minute, six with a key."""
    settings.API_RATE_LIMIT = "3/min"
    settings.API_PARTNER_RATE_LIMIT = "6/min"
    monkeypatch.setattr(shared_cache, "_paused_until", 0.0)


@pytest.fixture
def clock(time_machine):
    time_machine.move_to("2026-06-15T09:00:00Z", tick=False)
    return time_machine


def test_limit__is_kept_to_the_request(limit, clock, home):
    assert statuses(5) == [200, 200, 200, 429, 429]


def test_refusal__says_in_json_when_to_ask_again(limit, clock, home):
    statuses(3)
    clock.shift(20)
    response = ask()
    assert response.status_code == 429
    assert response.headers["Content-Type"] == "application/json"
    assert response.json().keys() == {"message"}
    assert "40 seconds" in response.json()["message"]
    assert response.headers["Retry-After"] == "40"
    assert response.headers["RateLimit"] == '"address";r=0;t=40'
    assert response.headers["RateLimit-Policy"] == '"address";q=3;w=60'
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    exposed = response.headers["Access-Control-Expose-Headers"].split(", ")
    assert {"RateLimit", "RateLimit-Policy", "Retry-After"} <= set(exposed)


def test_refusals__are_as_described(limit, clock, home):
    document = ask().json()
    described = Described(document)
    for path in ("pages/", "pages/{id}/", "images/find/", "page_preview/1/"):
        for response in (ask(key="wrong", REMOTE_ADDR="198.51.100.7"), over_limit()):
            described.check(f"/api/v2/{path}", response)
            answers = document["paths"][f"/api/v2/{path}"]["get"]["responses"]
            headers = answers[str(response.status_code)]["headers"].keys()
            assert headers <= response.headers.keys()
            clock.shift(60)


def over_limit():
    statuses(3)
    return ask()


def test_good_answers__say_what_is_left(limit, clock, home):
    told = [ask().headers["RateLimit"] for _ in range(2)]
    clock.shift(59)
    told.append(ask().headers["RateLimit"])
    assert told == [
        '"address";r=2;t=60',
        '"address";r=1;t=60',
        '"address";r=0;t=1',
    ]


def test_window__begins_with_the_first_request_and_ends(limit, clock, home):
    statuses(4)
    clock.shift(59.5)
    assert ask().headers["Retry-After"] == "1"
    clock.shift(0.5)
    assert statuses(4) == [200, 200, 200, 429]


@only_shared
def test_window__ends_in_redis_by_itself(monkeypatch):
    assert count_in_window("window", 1).used == 1
    assert 0 < cache._cache.get_client().ttl(cache.make_key("window")) <= 1


def test_count_without_an_end__is_given_one(clock):
    """Redis makes the key anew if it runs out between two of Django's commands."""
    cache.set("window", 1, timeout=None)
    assert count_in_window("window", 60) == (1, 60)
    clock.shift(60)
    assert count_in_window("window", 60) == (1, 60)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v2/pages/", 200),
        ("/api/v2/pages/?limit=x", 400),
        ("/api/v2/pages/0/", 404),
        ("/api/v2/pages", 301),
        ("/api/v2/page_preview/1/", 400),
        ("/api/v2/openapi.json", 200),
        ("/api/v2/docs/", 200),
        ("/api/", 404),
        ("/api/v1/nothing", 404),
        ("/oembed/", None),
    ],
)
def test_limit__holds_for_all_that_partners_ask_for(limit, home, path, status):
    response = ask(path)
    assert status in (None, response.status_code)
    assert re.fullmatch(r'"address";r=2;t=\d+', response.headers["RateLimit"])
    assert statuses(3, path)[-1] == 429


@pytest.mark.parametrize("path", ["/", "/health/live", "/nothing/", "/static/x"])
def test_limit__is_for_the_api_alone(limit, home, path):
    statuses(4)
    response = ask(path)
    assert response.status_code != 429
    assert "RateLimit" not in response.headers


def test_no_limit__is_not_spoken_of(home):
    assert not {"RateLimit", "RateLimit-Policy"} & set(ask().headers)


def test_head__counts_and_preflights_do_not(limit, home, client):
    for _ in range(5):
        preflight = client.options(
            "/api/v2/pages/",
            headers={
                "origin": "https://partner.example",
                "access-control-request-method": "GET",
                "access-control-request-headers": "authorization",
            },
        )
        assert preflight.status_code == 204
    # "*" does not stand for it.
    assert "Authorization" in preflight.headers["Access-Control-Allow-Headers"]
    assert [client.head(PATH).status_code for _ in range(4)] == [200, 200, 200, 429]


def test_addresses__have_limits_of_their_own(limit, home):
    assert statuses(4, REMOTE_ADDR="198.51.100.7")[-1] == 429
    assert ask(REMOTE_ADDR="198.51.100.8").status_code == 200


def test_one_network__is_one_caller(limit, home):
    """Who has one IPv6 address has all of a /64."""
    for number in range(3):
        assert ask(REMOTE_ADDR=f"2001:db8:1:2::{number}").status_code == 200
    assert ask(REMOTE_ADDR="2001:db8:1:2:ffff::9").status_code == 429
    assert ask(REMOTE_ADDR="2001:db8:1:3::1").status_code == 200


def test_forwarded_address__is_believed_from_our_own_proxies_only(
    limit, home, settings
):
    def through_proxy(client_address):
        return ask(HTTP_X_FORWARDED_FOR=client_address).status_code

    assert [through_proxy(f"198.51.100.{n}") for n in range(4)][-1] == 429
    settings.TRUSTED_PROXIES = 1
    assert through_proxy("198.51.100.1") == 200
    forged = [through_proxy(f"203.0.113.{n}, 198.51.100.2") for n in range(4)]
    assert forged == [200, 200, 200, 429]


def test_caller_without_a_key__costs_no_query(
    limit, home, django_assert_num_queries, rf
):
    with django_assert_num_queries(0):
        assert admit(rf.get(PATH)).headers
    statuses(3)
    with django_assert_num_queries(0):
        assert ask("/api/v2/pages/").status_code == 429


def test_cache_that_is_down__stops_no_answer(limit, home, settings, caplog):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",  # nothing listens there
        }
    }
    _key, text = make_key()
    assert statuses(5) == [200] * 5
    assert statuses(2, key=text) == [200] * 2
    assert ask(key="wrong").status_code == 401
    assert "RateLimit" not in ask().headers
    # It is left alone for a while: were it to hang, each request would wait for it.
    assert [record.levelname for record in caplog.records].count("ERROR") == 1


@pytest.mark.parametrize(
    "backend",
    [
        "tests.api.limits.ForgetfulCache",
        "django.core.cache.backends.dummy.DummyCache",
    ],
)
def test_cache_that_forgets__stops_no_answer(limit, home, settings, backend):
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "forgetful"}}
    assert statuses(2, key=make_key()[1]) == [200] * 2
    write_usage()


def test_cache_that_is_back__limits_again(limit, home, monkeypatch):
    monkeypatch.setattr(shared_cache, "_paused_until", float("inf"))
    assert statuses(4)[-1] == 200
    monkeypatch.setattr(shared_cache, "_paused_until", 0.0)
    assert statuses(4)[-1] == 429


@pytest.mark.parametrize(
    "text", ["600", "600/", "600/week", "0/min", "-1/min", "x/min", "٣/min", "1e3/min"]
)
def test_limit_that_cannot_be_read__stops_the_start(settings, text):
    settings.API_PARTNER_RATE_LIMIT = text
    with pytest.raises(ImproperlyConfigured, match="API_PARTNER_RATE_LIMIT must be"):
        LimitsMiddleware(lambda request: None)


def test_counts__of_many_threads_are_exact():
    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(lambda _: count_in_window("threads", 60).used, range(400)))
    assert sorted(seen) == list(range(1, 401))


def _admitted(number: int) -> int:
    factory = RequestFactory()
    return sum(not admit(factory.get(PATH)).is_over for _ in range(number))


@only_shared
def test_limit__is_exact_with_many_processes(settings):
    settings.API_RATE_LIMIT = "500/min"
    with multiprocessing.get_context("fork").Pool(4) as pool:
        assert sum(pool.map(_admitted, [200] * 4)) == 500
