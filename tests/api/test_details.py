from __future__ import annotations

import datetime

import pytest
import time_machine

from tests import factories


def test_detail__tells_what_surrounds_the_page(tree, get):
    tree.story.save_revision().publish()
    story = get(f"pages/{tree.story.pk}/")
    meta = story["meta"]
    url = "http://localhost/refugee-week/2022/singing/"
    assert meta["type"] == "refugeeweek.EventStoryPage"
    assert meta["detail_url"] == f"http://localhost/api/v2/pages/{tree.story.pk}/"
    assert meta["html_url"] == meta["canonical_url"] == url
    assert meta["licence"] == "CC-BY-4.0"
    assert meta["last_published_at"]
    assert meta["alias_of"] is None
    assert meta["translations"] == []
    assert [crumb["title"] for crumb in meta["breadcrumbs"]] == [
        tree.home.title,
        "Refugee Week",
        "Refugee Week 2022",
    ]
    assert meta["breadcrumbs"][-1]["meta"] == {
        "type": "refugeeweek.EditionPage",
        "detail_url": f"http://localhost/api/v2/pages/{tree.edition.pk}/",
        "html_url": "http://localhost/refugee-week/2022/",
        "slug": "2022",
    }
    assert meta["parent"] == story["edition"] == meta["breadcrumbs"][-1]


def test_detail__is_the_same_at_both_of_its_addresses(tree, get):
    assert get(f"pages/{tree.edition.pk}/") == get(f"editions/{tree.edition.pk}/")


def test_detail__of_another_type_is_unknown(tree, client):
    assert client.get(f"/api/v2/editions/{tree.story.pk}/").status_code == 404


def test_translations__are_those_that_are_public(home, arabic, get):
    assert get(f"pages/{home.pk}/")["meta"]["translations"] == []
    arabic.save_revision().publish()
    assert get(f"pages/{home.pk}/")["meta"]["translations"] == [
        {
            "locale": "ar",
            "html_url": "http://localhost/ar/",
            "detail_url": f"http://localhost/api/v2/pages/{arabic.pk}/",
        }
    ]


def test_alias__is_read_but_not_listed_twice(tree, get):
    alias = tree.standard.create_alias(parent=tree.home, update_slug="who-too")
    listed = [item["id"] for item in get("pages/")["items"]]
    assert tree.standard.pk in listed
    assert alias.pk not in listed
    alias_of = get(f"pages/{alias.pk}/")["meta"]["alias_of"]
    assert alias_of["id"] == tree.standard.pk
    assert alias_of["meta"]["html_url"] == "http://localhost/who/"


def test_contact__is_left_out_after_its_time(release, get):
    contact = factories.PressContactFactory(valid_until=datetime.date(2026, 1, 31))
    release.release_contacts.create(contact=contact)
    release.save()
    with time_machine.travel("2026-01-31 12:00Z"):
        assert get(f"pages/{release.pk}/")["contacts"][0]["name"] == contact.name
    with time_machine.travel("2026-02-01 12:00Z"):
        assert get(f"pages/{release.pk}/")["contacts"] == []


@pytest.mark.parametrize("path", ["/refugee-week/2022/", "refugee-week/2022"])
def test_find__leads_to_the_page_at_a_path(edition, client, path):
    response = client.get("/api/v2/pages/find/", {"html_path": path, "fields": "year"})
    assert response.status_code == 302
    assert response.headers["Location"] == (
        f"http://localhost/api/v2/pages/{edition.pk}/?fields=year"
    )


def test_find__knows_other_languages(arabic, client):
    arabic.save_revision().publish()
    response = client.get("/api/v2/pages/find/", {"html_path": "/ar/"}, follow=True)
    assert response.json()["meta"]["locale"] == "ar"


@pytest.mark.parametrize("path", ["/ar/press/", "/en/press/", "/xx/press/", "/ar/"])
def test_find__takes_one_language_for_no_other(press, arabic, client, path):
    response = client.get("/api/v2/pages/find/", {"html_path": path})
    assert response.status_code == 404


def test_home_page__stands_below_nothing(home, get):
    meta = get(f"pages/{home.pk}/")["meta"]
    assert meta["parent"] is None
    assert meta["breadcrumbs"] == []


def test_find__by_id(edition, client):
    response = client.get("/api/v2/pages/find/", {"id": edition.pk}, follow=True)
    assert response.json()["id"] == edition.pk


@pytest.mark.parametrize("query", ["html_path=/nowhere/", "id=999999"])
def test_find__of_nothing_is_not_found(edition, client, query):
    response = client.get(f"/api/v2/pages/find/?{query}")
    assert response.status_code == 404
    assert response.json() == {"message": "not found"}
