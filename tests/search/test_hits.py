"""What visitors search for, and what is written down of it."""

from __future__ import annotations

import datetime

from django.core.signals import request_finished
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wagtail.contrib.search_promotions.models import Query, QueryDailyHits

import pytest
import time_machine

from cms.accounts import groups
from search import hits, signal_handlers
from tests.accounts.conftest import make_user


@pytest.fixture(autouse=True)
def _nothing_waits():
    hits._waiting.clear()


def stored() -> dict[str, int]:
    rows = QueryDailyHits.objects.values_list("query__query_string", "hits")
    return dict(rows)


def test_hits__are_counted_by_folded_words(home, client):
    for query in ("Choir", "choir", "CHOÍR!", "singing  lives"):
        client.get("/search/", {"q": query})
    assert stored() == {}
    hits.write_hits()
    client.get("/search/", {"q": "choir"})
    hits.write_hits()
    assert stored() == {"choir": 4, "singing lives": 1}


def test_hits__write_nothing_while_a_visitor_waits(home, client):
    client.get("/search/?q=choir")
    with CaptureQueriesContext(connection) as captured:
        client.get("/search/?q=choir")
    words = {query["sql"].split()[0] for query in captured}
    assert words <= {"SELECT", "WITH"}


@pytest.mark.parametrize(
    "query",
    [
        "amina@example.org", "020 7946 0000", "+44 (0)20 7946-0000", "SW1A 123456", "",
        "one two three four five six seven", "x" * 61,
    ],
)  # fmt: skip
def test_hits__leave_out_what_may_be_personal_or_nonsense(home, client, query):
    client.get("/search/", {"q": query})
    hits.write_hits()
    assert stored() == {}


def test_hits__count_a_search_once_not_its_pages_and_filters(home, client):
    client.get("/search/?q=choir&year=2020")
    hits.write_hits()
    assert stored() == {}


def test_hits__are_bounded(db, monkeypatch):
    monkeypatch.setattr(hits, "MOST_WAITING", 3)
    monkeypatch.setattr(hits, "MOST_IN_A_DAY", 4)
    for round_ in range(2):
        for number in range(5):
            hits.count_search("word", [f"word{round_}x{number}"])
        hits.write_hits()
    assert len(stored()) == 4


def test_hits__are_forgotten_after_three_months(db):
    with time_machine.travel(datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)):
        hits.count_search("old", ["old"])
        hits.write_hits()
    with time_machine.travel(datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC)):
        hits.count_search("new", ["new"])
        hits.write_hits()
    assert stored() == {"new": 1}
    assert list(Query.objects.values_list("query_string", flat=True)) == ["new"]


def test_hits__are_written_after_an_answer(home, client, settings, monkeypatch):
    settings.SEARCH_HITS_WRITTEN_EVERY = 60
    monkeypatch.setattr(signal_handlers, "_next_write", 0.0)
    hits.count_search("choir", ["choir"])
    signal_handlers.write_hits_when_due()
    assert stored() == {"choir": 1}
    hits.count_search("choir", ["choir"])
    signal_handlers.write_hits_when_due()
    assert stored() == {"choir": 1}  # not yet again
    assert request_finished.has_listeners()


@pytest.mark.django_db
def test_report__is_for_editors(client):
    hits.count_search("harmonium", ["harmonium"])
    client.force_login(make_user("e", groups.EDITORS))
    page = client.get("/admin/reports/search/").content.decode()
    assert "harmonium" in page
    assert '"/admin/reports/search/"' in client.get("/admin/").content.decode()
