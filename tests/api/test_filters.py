"""What listings show of one page of each type, and how they are narrowed down to it."""

from __future__ import annotations

import pytest

from tests.api.conftest import fresh


@pytest.fixture
def tree(lasting_tree, db):
    return fresh(lasting_tree)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "editions",
            {"year", "theme", "start_date", "end_date", "hero_image", "accent_colour"},
        ),
        ("stories", {"event_format", "occurrences", "partnerships", "edition"}),
        ("press-releases", {"date", "location", "image", "edition"}),
    ],
)
def test_listing__shows_all_that_a_card_needs(tree, get, name, expected):
    (item,) = get(f"{name}/")["items"]
    assert item.keys() >= {"id", "meta", "title", "introduction"} | expected
    assert item["meta"].keys() >= {"html_url", "first_published_at", "locale"}
    assert "body" not in item


def test_pages__say_their_types(tree, get):
    types = {item["id"]: item["meta"]["type"] for item in get("pages/")["items"]}
    assert types == {page.pk: page._meta.label for page in tree}


def test_fields__are_those_that_are_asked_for(tree, get):
    (item,) = get("editions/", fields="_,title,year")["items"]
    assert item == {"title": "Refugee Week 2022", "year": 2022}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("editions/?year=2022", ["Refugee Week 2022"]),
        ("editions/?year=2021", []),
        ("editions/?theme=Healing", ["Refugee Week 2022"]),
        ("editions/?start_date=2022-06-20", ["Refugee Week 2022"]),
        ("pages/?type=refugeeweek.EditionPage&year=2022", ["Refugee Week 2022"]),
        ("stories/?event_format=concert", ["Singing Our Lives"]),
        ("stories/?event_format=workshop", []),
        ("press-releases/?date=2020-06-15", ["A choir sings"]),
        ("pages/?slug=singing", ["Singing Our Lives"]),
        ("pages/?type=home.StandardPage", ["Who we are"]),
        ("pages/?type=home.StandardPage,home.HomePage&slug=who", ["Who we are"]),
        ("pages/?locale=ar", []),
        ("pages/?slug=who&locale=en", ["Who we are"]),
        ("pages/?search=lives", ["Singing Our Lives"]),
        ("pages/?search=singing+lives&search_operator=and", ["Singing Our Lives"]),
        ("pages/?search=singing+nonsense&search_operator=and", []),
        ("pages/?search=%22singing&type=refugeeweek.EventStoryPage&order=slug",
         ["Singing Our Lives"]),
        ("stories/?search=singing&event_format=concert", ["Singing Our Lives"]),
        ("pages/?search=", []),
        ("images/?search=nothing", []),
        ("redirects/?search=nothing", []),
        ("pages/?child_of=root&type=home.StandardPage", ["Who we are"]),
        ("pages/?descendant_of=root&slug=singing", ["Singing Our Lives"]),
        ("pages/?translation_of=root", []),
        ("pages/?site=localhost:80&slug=who", ["Who we are"]),
        ("pages/?_=1718000000&slug=who&format=json", ["Who we are"]),
    ],
)  # fmt: skip
def test_filter(tree, get, path, expected):
    assert [item["title"] for item in get(f"/api/v2/{path}")["items"]] == expected
