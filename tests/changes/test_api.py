"""`GET /api/v2/changes/`: what a partner reads of the log."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

import pytest

from cms.api.router import api_router
from cms.api.schema import openapi_document
from cms.changes.models import ContentChange, LogHead
from tests import factories
from tests.api.described import Described
from tests.hidden import restrict


PATH = "/api/v2/changes/"


@pytest.fixture
def ask(client):
    """Ask for changes; return the JSON of a good answer."""

    def ask(**query):
        with transaction.atomic():  # in place of the commit, which a test never makes
            pass
        response = client.get(PATH, query)
        assert response.status_code == 200, response.content
        return response.json()

    return ask


@pytest.fixture
def end(ask):
    """The end of the log as the API tells it."""
    return lambda: ask(limit=0)["meta"]["latest_sequence"]


@pytest.fixture
def releases(press):
    return factories.PressReleasePageFactory.create_batch(5, parent=press)


def test_changes__tell_a_page_as_it_goes_through_life(ask, end, press):
    before = end()
    release = factories.PressReleasePageFactory(parent=press, slug="a-choir")
    release.save_revision().publish()
    release.unpublish()
    mine = [
        item for item in ask(after=before)["items"] if item["page"]["id"] == release.pk
    ]
    assert [item["event"] for item in mine] == ["published", "updated", "unpublished"]
    item = mine[-1]
    assert item.keys() == {"sequence", "event", "at", "page"}
    assert item["page"] == {
        "id": release.pk,
        "type": "press.PressReleasePage",
        "html_url": f"http://localhost{press.get_url()}a-choir/",
        "detail_url": f"http://localhost/api/v2/pages/{release.pk}/",
        "locale": "en",
    }
    assert item["at"].endswith("Z")
    assert datetime.fromisoformat(item["at"]).utcoffset() == timedelta(0)


def test_changes__come_oldest_first_and_a_few_at_a_time(ask, end, releases):
    latest, seen, after = end(), [], 0
    while True:
        answer = ask(after=after, limit=2)
        seen += [item["sequence"] for item in answer["items"]]
        after = answer["meta"]["last_sequence"]
        assert answer["meta"]["latest_sequence"] == latest
        if not answer["meta"]["has_more"]:
            break
        assert after == seen[-1]
    assert len(seen) >= len(releases)
    assert seen == list(range(1, latest + 1))
    assert ask(after=latest) == {
        "meta": {
            "last_sequence": latest,
            "has_more": False,
            "latest_sequence": latest,
        },
        "items": [],
    }


def test_changes__are_all_of_them_by_default_up_to_twenty(ask, press):
    factories.PressReleasePageFactory.create_batch(22, parent=press)
    assert len(ask()["items"]) == 20
    assert len(ask(limit=100)["items"]) >= 22


def test_changes__limit_0_tells_the_end_only(ask, releases):
    answer = ask(limit=0)
    assert answer["items"] == []
    assert answer["meta"] == {
        "last_sequence": 0,
        "has_more": True,
        "latest_sequence": LogHead.objects.get().sequence,
    }


def test_changes__of_an_empty_log(ask, db):
    ContentChange.objects.all().delete()
    LogHead.objects.all().delete()
    assert ask()["meta"] == {
        "last_sequence": 0,
        "has_more": False,
        "latest_sequence": 0,
    }


def test_link__leads_to_the_next_ones(client, ask, releases):
    response = client.get(PATH, {"limit": 2})
    url, rel = re.fullmatch(r'<(.+)>; rel="(\w+)"', response.headers["Link"]).groups()
    assert rel == "next"
    assert url.startswith(f"http://localhost{PATH}?")
    following = client.get(url.removeprefix("http://localhost")).json()["items"]
    assert following == ask(limit=4)["items"][2:]
    assert "Link" not in client.get(PATH, {"limit": 100})
    assert "Link" not in client.get(PATH, {"limit": 0})


def test_after__beyond_the_end_of_the_log__is_gone(client, end, release):
    response = client.get(PATH, {"after": end() + 1})
    assert response.status_code == 410
    assert "meta.latest_sequence" in response.json()["message"]
    assert client.get(PATH, {"after": end()}).status_code == 200


def test_tombstone__says_nothing_of_what_was_there(client, ask, end, release):
    before = end()
    release.title = "Withdrawn words"
    release.save_revision().publish()
    release.delete()
    answer = ask(after=before)
    assert "Withdrawn" not in json.dumps(answer)
    item = answer["items"][-1]
    assert item["event"] == "deleted"
    path = item["page"]["detail_url"].removeprefix("http://localhost")
    assert client.get(path).status_code == 410


def test_sequence__does_not_move_for_what_nobody_sees(ask, end, press, release):
    before = end()
    hidden = factories.PressReleasePageFactory(parent=press)
    restrict(hidden)
    after_hiding = end()
    draft = factories.PressReleasePageFactory(parent=press, live=False)
    for page in (draft, hidden):
        page.title = "Secret"
        page.save_revision()
        page.save()
    hidden.save_revision().publish()
    draft.delete()
    release.title = "Draft over a public page"
    release.save_revision()
    assert end() == after_hiding
    assert [item["event"] for item in ask(after=before)["items"]][-1] == "restricted"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("after=-1", ["after", "0"]),
        ("after=x", ["after"]),
        ("after=", ["after"]),
        ("after=1.5", ["after"]),
        (f"after={2**63}", ["after", str(2**63 - 1)]),
        ("after=%D9%A1", ["after"]),
        ("after=%00", ["after"]),
        ("limit=101", ["limit", "100"]),
        ("limit=-1", ["limit"]),
        ("limit=many", ["limit"]),
        ("format=xml", ["format"]),
        ("since=1", ["since", "after, format, limit"]),
        ("%00=1", ["null"]),
    ],
)
def test_what_is_wrong__is_named(client, db, query, names):
    response = client.get(f"{PATH}?{query}")
    assert response.status_code == 400
    assert response.json().keys() == {"message"}
    assert all(name in response.json()["message"] for name in names)


def test_too_many_parameters__are_a_bad_request(client, db):
    response = client.get(PATH + "?" + "&".join(f"a{n}=1" for n in range(2000)))
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/json"


def test_methods__for_reading_only(client, release):
    response = client.head(PATH)
    assert (response.status_code, response.content) == (200, b"")
    response = client.options(PATH)
    assert response.status_code == 204
    assert "GET" in response.headers["Access-Control-Allow-Methods"]
    for method in (client.post, client.put, client.patch, client.delete):
        response = method(PATH)
        assert response.status_code == 405
        assert response.json().keys() == {"message"}


def test_answer__is_for_everybody(client, release):
    response = client.get(PATH, headers={"accept": "text/html"})
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Link" in response.headers["Access-Control-Expose-Headers"]
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not response.cookies
    assert client.get("/api/v2/changes").headers["Location"].endswith(PATH)


def test_queries__are_the_same_for_few_and_many(client, press):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(PATH, {"limit": 100}).status_code == 200
        return len(captured)

    factories.PressReleasePageFactory(parent=press)
    few = queries()
    factories.PressReleasePageFactory.create_batch(10, parent=press)
    assert queries() == few <= 3  # the first asks whether the answer may be kept


def test_answers__are_as_described(client, releases):
    described = Described(openapi_document(api_router, "http://localhost"))
    end = LogHead.objects.get().sequence
    for query in ({}, {"limit": 0}, {"after": 2}, {"after": end}):
        described.check(PATH, client.get(PATH, query))
    for query in ({"after": "x"}, {"after": end + 1}):
        described.check(PATH, client.get(PATH, query))


def test_description__has_all_events_and_parameters(client, db):
    document = openapi_document(api_router, "http://localhost")
    operation = document["paths"][PATH]["get"]
    refused = client.get(f"{PATH}?nonsense=1").json()["message"]
    taken = set(re.search(r"Known here: (.*)\.$", refused)[1].split(", "))
    described = {parameter["name"] for parameter in operation["parameters"]}
    assert taken - described == {"_", "format"}
    event = ContentChange._meta.get_field("event")
    schema = document["components"]["schemas"]["Change"]["properties"]["event"]
    assert schema["enum"] == [value for value, _name in event.choices]
