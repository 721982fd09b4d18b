from __future__ import annotations

import datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from tests import factories


@pytest.fixture
def standard_pages(home):
    return [
        factories.StandardPageFactory(parent=home, title=f"Page {n % 3}", slug=f"p-{n}")
        for n in range(7)
    ]


def ids(answer) -> list[int]:
    return [item["id"] for item in answer["items"]]


def test_listing__is_read_to_its_end_by_its_links(standard_pages, get, client):
    seen, url = [], "/api/v2/pages/?limit=3&order=title"
    while url:
        answer = get(url)
        seen += ids(answer)
        assert answer["meta"]["total_count"] == 8
        url = (answer["meta"]["next"] or "").removeprefix("http://localhost")
    assert len(seen) == len(set(seen)) == 8


def test_listing__links_forth_and_back(standard_pages, client):
    response = client.get("/api/v2/pages/?limit=3&offset=3&type=home.StandardPage")
    meta = response.json()["meta"]
    query = {"limit": ["3"], "type": ["home.StandardPage"]}
    assert parse_qs(urlsplit(meta["next"]).query) == {**query, "offset": ["6"]}
    assert parse_qs(urlsplit(meta["previous"]).query) == query
    assert response.headers["Link"] == (
        f'<{meta["next"]}>; rel="next", <{meta["previous"]}>; rel="prev"'
    )


def test_listing__of_one_page_has_no_links(edition, client):
    response = client.get("/api/v2/editions/")
    assert response.json()["meta"] == {
        "total_count": 1,
        "next": None,
        "previous": None,
    }
    assert "Link" not in response.headers


def test_listing__has_twenty_rows_unless_more_are_asked_for(home, get):
    for number in range(24):
        factories.StandardPageFactory(parent=home, slug=f"p-{number}")
    assert len(get("pages/")["items"]) == 20
    assert len(get("pages/", limit=100)["items"]) == 25
    assert get("pages/", limit=0)["items"] == []


@pytest.mark.parametrize("order", ["title", "-title", "slug", "first_published_at"])
def test_order__tells_equal_rows_apart(standard_pages, get, order):
    pages = [ids(get("pages/", order=order, limit=1, offset=n))[0] for n in range(8)]
    assert len(set(pages)) == 8
    assert pages == ids(get("pages/", order=order))


def test_order_by_default__is_newest_first(editions, press, get):
    for year in (2019, 2022, 2017):
        edition = factories.EditionPageFactory(parent=editions, year=year)
        factories.EventStoryPageFactory(parent=edition, title=f"Story of {year}")
        factories.PressReleasePageFactory(
            parent=press, date=datetime.date(year, 6, 1), slug=f"release-{year}"
        )
    years = [item["year"] for item in get("editions/")["items"]]
    titles = [item["title"] for item in get("stories/")["items"]]
    dates = [item["date"][:4] for item in get("press-releases/")["items"]]
    assert years == [2022, 2019, 2017]
    assert titles == ["Story of 2022", "Story of 2019", "Story of 2017"]
    assert dates == ["2022", "2019", "2017"]


def test_stories__come_with_the_last_event_of_an_edition_first(edition, get):
    for day in (20, 24, 22):
        story = factories.EventStoryPageFactory(parent=edition, title=f"June {day}")
        story.occurrences.create(start_date=datetime.date(2022, 6, day))
        story.save()
    factories.EventStoryPageFactory(parent=edition, title="Some day")
    titles = [item["title"] for item in get("stories/")["items"]]
    assert titles == ["June 24", "June 22", "June 20", "Some day"]


def test_pages__newest_publication_first(home, get):
    first = factories.StandardPageFactory(parent=home, slug="first")
    second = factories.StandardPageFactory(parent=home, slug="second")
    for page in (second, first):
        page.save_revision().publish()
    assert ids(get("pages/"))[:2] == [first.pk, second.pk]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("editions", {"year", "theme", "start_date", "end_date", "hero_image"}),
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


def test_body__with_an_empty_text(home, get):
    entry = {"date": "2017", "title": "First concert", "text": ""}
    page = factories.StandardPageFactory(
        parent=home, body=[("timeline", {"entries": [entry]}), ("paragraph", "")]
    )
    timeline, paragraph = get(f"pages/{page.pk}/")["body"]
    assert timeline["value"] == {"entries": [entry]}
    assert paragraph["value"] == ""


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


def test_tree_filters(tree, get):
    assert ids(get("pages/", child_of=tree.edition.pk)) == [tree.story.pk]
    assert set(ids(get("pages/", ancestor_of=tree.story.pk))) == {
        tree.home.pk,
        tree.editions.pk,
        tree.edition.pk,
    }
    assert set(ids(get("pages/", descendant_of=tree.editions.pk))) == {
        tree.edition.pk,
        tree.story.pk,
    }


def test_filter__by_a_relation(tree, get):
    assert get("press-releases/", edition=tree.edition.pk)["meta"]["total_count"] == 1
    assert get("press-releases/", edition=tree.story.pk)["meta"]["total_count"] == 0
    programme = tree.story.programme_id
    assert get("stories/", programme=programme)["meta"]["total_count"] == 1
    assert get("stories/", programme=programme + 1)["meta"]["total_count"] == 0


def test_images__are_filtered_by_tags(story, get):
    image = factories.ImageFactory()
    image.tags.add("choir", "night")
    story.image = image
    story.save()
    assert get("images/", tags="choir,night")["items"][0]["meta"]["tags"] == [
        "choir",
        "night",
    ]
    assert get("images/", tags="choir,day")["items"] == []
    assert ids(get("images/", tags="choir", search="sing")) == [image.pk]


def test_random_order__shows_all(standard_pages, get):
    answer = get("pages/", order="random", limit=5)
    assert answer["meta"]["total_count"] == 8
    assert answer["meta"]["next"] is None
    assert len(set(ids(get("pages/", order="random")))) == 8


def test_both_languages__are_listed(home, arabic, get):
    arabic.save_revision().publish()
    assert set(ids(get("pages/"))) == {home.pk, arabic.pk}
    assert ids(get("pages/", locale="ar")) == [arabic.pk]
    assert ids(get("pages/", translation_of=home.pk)) == [arabic.pk]
