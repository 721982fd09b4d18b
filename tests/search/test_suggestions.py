"""`/search/suggest/?q=`: what a visitor may be typing."""

from __future__ import annotations

from urllib.parse import quote

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wagtail.models import Site

import pytest

from refugeeweek.models import Partnership
from tests import factories
from tests.hidden import draft, embargoed


def suggest(client, query: str, start: str = "") -> list[dict]:
    response = client.get(f"{start}/search/suggest/?q={quote(query)}")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    assert not response.cookies
    return response.json()["suggestions"]


def titles(suggestions: list[dict]) -> list[str]:
    return [each["title"] for each in suggestions]


def test_suggestions__are_titles_whose_words_begin_like_this(home, client):
    for title in ("London sings", "A choir in London", "Londonderry", "Blondonia"):
        factories.StandardPageFactory(parent=home, title=title)
    assert titles(suggest(client, "lond")) == [
        "Londonderry",
        "London sings",
        "A choir in London",
    ]
    assert titles(suggest(client, "LÓN cho")) == ["A choir in London"]
    assert suggest(client, "Londonderry") == [
        {
            "kind": "page",
            "title": "Londonderry",
            "detail": "Standard page",
            "url": "/londonderry/",
        }
    ]


def test_suggestions__name_programmes_and_partners_of_public_pages(edition, client):
    sing = factories.ProgrammeFactory(name="Singing Our Lives", slug="sing")
    story = factories.EventStoryPageFactory(parent=edition, programme=sing)
    story.partnerships.add(
        Partnership(partner=factories.PartnerFactory(name="Singers & co"))
    )
    story.save_revision().publish()
    factories.PartnerFactory(name="Singapore")
    found = suggest(client, "sing")
    assert [(each["kind"], each["title"], each["url"]) for each in found] == [
        (
            "programme",
            "Singing Our Lives",
            "/search/?q=Singing+Our+Lives&programme=sing",
        ),
        ("partner", "Singers & co", "/search/?q=Singers+%26+co"),
    ]
    for each in found:
        assert story.title in client.get(each["url"]).content.decode()


@pytest.mark.parametrize("hide", [draft, embargoed])
def test_suggestions__know_nothing_of_hidden_pages(edition, client, hide):
    secret = factories.ProgrammeFactory(name="Mystery")
    hide(edition, title="Mystery tour", programme=secret)
    assert suggest(client, "myst") == []


def test_suggestions__are_in_the_language_of_the_address(arabic_home, choir, client):
    assert titles(suggest(client, "اسبوع", "/ar")) == ["أسبوع اللاجئين"]
    assert suggest(client, "اسبوع") == []
    assert suggest(client, "choir", "/ar") == []


@pytest.fixture
def choir(home):
    return factories.StandardPageFactory(parent=home, title="Choir")


@pytest.mark.parametrize(
    "query", ["", "c", "%", "_%", "***", "\0", "' OR 1=1", "x" * 9000]
)
def test_suggestions__of_anything_are_answered(choir, client, query):
    assert suggest(client, query) == []


def test_suggestions__are_at_most_eight_and_cost_little(home, client):
    for number in range(12):
        factories.StandardPageFactory(parent=home, title=f"Choir {number}")
    assert len(suggest(client, "choir")) == 8
    cache.clear()
    Site.get_site_root_paths()
    with CaptureQueriesContext(connection) as captured:
        suggest(client, "choir")
    assert len(captured) <= 5


def test_suggestions__answer_readers_only(home, client):
    assert client.head("/search/suggest/?q=choir").status_code == 200
    assert client.post("/search/suggest/", {"q": "choir"}).status_code == 405


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_suggestions__are_kept_until_something_changes(settings, client):
    settings.RESPONSE_CACHE_MB = 8
    client.get("/")  # makes the settings that a new site lacks, which is a change
    first = client.get("/search/suggest/?q=choir&junk=1")
    assert "s-maxage" in first.headers["Cache-Control"]
    again = client.get(
        "/search/suggest/?q=choir", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert again.status_code == 304
