from __future__ import annotations

import datetime
from urllib.parse import parse_qs, urlsplit

from django.db import connection
from django.test.utils import CaptureQueriesContext

from wagtail.models import Page
from wagtail.search.backends import get_search_backend

import pytest

from refugeeweek.models import Occurrence, Partnership
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


def test_body__with_an_empty_text(home, get):
    entry = {"date": "2017", "title": "First concert", "text": ""}
    page = factories.StandardPageFactory(
        parent=home, body=[("timeline", {"entries": [entry]}), ("paragraph", "")]
    )
    timeline, paragraph = get(f"pages/{page.pk}/")["body"]
    assert timeline["value"] == {"entries": [entry]}
    assert paragraph["value"] == ""


@pytest.fixture
def stories(editions):
    """Three stories, of two editions; the first with a part of everything."""
    first, second = (
        factories.EditionPageFactory(parent=editions, year=year)
        for year in (2022, 2023)
    )
    concert = factories.EventStoryPageFactory(
        parent=first,
        title="Concert",
        event_format="concert",
        programme=factories.ProgrammeFactory(name="Songs", slug="songs"),
        last_published_at=datetime.datetime(2022, 7, 1, tzinfo=datetime.UTC),
    )
    concert.partnerships = [
        Partnership(partner=partner, role=role)
        for partner in [factories.PartnerFactory(name="Union Chapel", slug="chapel")]
        for role in ("host", "funder")
    ]
    concert.occurrences = [
        Occurrence(start_date=datetime.date(2022, 6, 18)),
        Occurrence(
            start_date=datetime.date(2022, 6, 24),
            end_date=datetime.date(2022, 6, 26),
            is_online=True,
        ),
    ]
    concert.save()
    talk = factories.EventStoryPageFactory(
        parent=first, title="Talk", event_format="discussion"
    )
    talk.occurrences = [Occurrence(start_date=datetime.date(2022, 6, 20))]
    talk.save()
    factories.EventStoryPageFactory(
        parent=second, title="Walk", event_format="discussion"
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("edition_year=2022", ["Concert", "Talk"]),
        ("edition_year=2024", []),
        ("programme=songs", ["Concert"]),
        ("programme=other", []),
        ("programme=999999999999999999999", []),
        ("partner=chapel", ["Concert"]),
        ("partner=other", []),
        ("online=true", ["Concert"]),
        ("online=0", ["Talk", "Walk"]),
        ("from=2022-06-26", ["Concert"]),
        ("from=2022-06-27", []),
        ("to=2022-06-18", ["Concert"]),
        ("to=2022-06-17", []),
        ("from=2022-06-19&to=2022-06-23", ["Talk"]),  # between the concert's two dates
        ("from=2022-06-25&to=2022-06-25", ["Concert"]),
        ("modified_after=2022-06-30T23:59:59Z", ["Concert"]),
        ("modified_after=2022-07-01T00:00:00Z", []),
        ("partner=chapel&edition_year=2023", []),
    ],
)
def test_stories__are_narrowed_down_by(stories, get, query, expected):
    rows = get(f"/api/v2/stories/?{query}&order=title")["items"]
    assert [row["title"] for row in rows] == expected
    rows = get(f"/api/v2/pages/?type=refugeeweek.EventStoryPage&{query}&order=title")
    assert [row["title"] for row in rows["items"]] == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("year_from=2020", [2022, 2021]),
        ("year_to=2019", [2017]),
        ("year_from=2018&year_to=2021", [2021]),
        ("published_after=2021-01-01", [2022]),
    ],
)
def test_editions__are_narrowed_down_by(editions, get, query, expected):
    for year in (2017, 2021, 2022):
        factories.EditionPageFactory(
            parent=editions,
            year=year,
            first_published_at=datetime.datetime(year - 1, 6, 1, tzinfo=datetime.UTC),
        )
    assert [row["year"] for row in get(f"/api/v2/editions/?{query}")["items"]] == (
        expected
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("year=2021", ["2021-12-31"]),
        ("from=2021-12-31", ["2022-01-01", "2021-12-31"]),
        ("to=2021-12-31", ["2021-12-31"]),
        ("from=2022-01-02", []),
        ("edition_year=2022", ["2022-01-01"]),
        ("edition_year=2021", []),
    ],
)
def test_press_releases__are_narrowed_down_by(edition, press, get, query, expected):
    factories.PressReleasePageFactory(
        parent=press, date=datetime.date(2021, 12, 31), slug="a"
    )
    factories.PressReleasePageFactory(
        parent=press, date=datetime.date(2022, 1, 1), slug="b", edition=edition
    )
    rows = get(f"/api/v2/press-releases/?{query}")["items"]
    assert [row["date"] for row in rows] == expected


def test_edition_year__of_a_draft_is_unknown(edition, story, press, get):
    factories.PressReleasePageFactory(parent=press, edition=edition)
    edition.live = False
    edition.save()
    for path in ("stories/?edition_year=2022", "press-releases/?edition_year=2022"):
        answer = get(f"/api/v2/{path}&facets=edition_year")
        assert answer["meta"]["total_count"] == 0
        assert answer["meta"]["facets"] == {"edition_year": []}
    for path in ("stories/", "press-releases/"):
        meta = get(path, facets="edition_year")["meta"]
        assert meta["facets"] == {"edition_year": []}


def counts(answer, name) -> dict:
    return {row["value"]: row["count"] for row in answer["meta"]["facets"][name]}


def test_facets__count_all_rows_of_the_listing(stories, get):
    names = "edition_year,event_format,programme,partner,type,locale"
    answer = get("stories/", facets=names, limit=1)
    assert list(answer["meta"]["facets"]) == names.split(",")
    assert counts(answer, "edition_year") == {2022: 2, 2023: 1}
    assert counts(answer, "event_format") == {"discussion": 2, "concert": 1}
    assert answer["meta"]["facets"]["programme"] == [
        {"value": "songs", "label": "Songs", "count": 1}
    ]
    assert answer["meta"]["facets"]["partner"] == [
        {"value": "chapel", "label": "Union Chapel", "count": 1}
    ]
    assert counts(answer, "type") == {"refugeeweek.EventStoryPage": 3}
    assert counts(answer, "locale") == {"en": 3}


def test_facets__of_a_narrower_listing(stories, get):
    answer = get("stories/", facets="event_format", edition_year=2023)
    assert counts(answer, "event_format") == {"discussion": 1}
    answer = get("stories/", facets="event_format", search="concert")
    assert counts(answer, "event_format") == {"concert": 1}


def test_facets__tell_of_all_partners_where_one_is_chosen(story, get):
    """A story has several: those beside the chosen one count as well."""
    for slug in ("chapel", "library"):
        partner = factories.PartnerFactory(slug=slug)
        story.partnerships.add(Partnership(partner=partner, role="host"))
    story.save_revision().publish()
    answer = get("stories/", facets="partner,event_format", partner="chapel")
    assert counts(answer, "partner") == {"chapel": 1, "library": 1}
    assert sum(counts(answer, "event_format").values()) == 1


def test_facets__of_other_types(tree, get):
    assert counts(get("editions/", facets="year"), "year") == {2022: 1}
    answer = get("press-releases/", facets="year,edition_year")
    assert counts(answer, "year") == {2020: 1}
    assert counts(answer, "edition_year") == {2022: 1}
    assert set(counts(get("pages/", facets="type"), "type").values()) == {1}


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


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only there it is our own")
def test_search__ranks_all_that_it_finds_in_one_search(home, get):
    for number in range(4):
        text = "A choir" + " and much else" * number  # the older, the more relevant
        factories.StandardPageFactory(
            parent=home, slug=f"p-{number}", introduction=text
        )
    ours = ids(get("pages/", search="choir"))
    usual = get_search_backend("wagtail.search.backends.database")
    stock = usual.search("choir", Page.objects.all(), operator="or")
    assert ours == [page.pk for page in stock] == sorted(ours)
    with CaptureQueriesContext(connection) as captured:
        get("pages/", search="choir")
    ranking = [row["sql"] for row in captured if "bm25" in row["sql"]]
    assert len(ranking) == 1
    assert "WITH ranked(key, rank) AS MATERIALIZED" in ranking[0]


@pytest.mark.parametrize("kind", [{}, {"type": "home.StandardPage"}])
def test_search__is_the_same_where_something_narrows_it(home, get, kind):
    for number in range(9):
        text = "A choir" + " and much else" * (number % 4)
        factories.StandardPageFactory(
            parent=home,
            slug=f"p-{number}",
            introduction=text,
            live=number not in (3, 6),
        )
    home.get_children().get(slug="p-2").specific.create_alias(
        update_slug="alias", parent=home
    )
    hidden = home.get_children().get(slug="p-5")
    hidden.view_restrictions.create(restriction_type="login")
    for part in ({}, {"limit": 2, "offset": 3}, {"offset": 6}, {"offset": 50}):
        asked = {"search": "choir", **kind, **part}
        answer, narrowed = get("pages/", **asked), get("pages/", locale="en", **asked)
        assert answer["items"] == narrowed["items"]
        assert answer["meta"]["total_count"] == narrowed["meta"]["total_count"] == 6
    assert len(ids(get("pages/", search="choir", **kind))) == 6
