from __future__ import annotations

import datetime

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wagtail.models import Site

import pytest

from press.models.indexes import RELEASES_ON_A_PAGE
from refugeeweek.models import Partnership
from tests import factories
from tests.hidden import draft, embargoed
from tests.test_html.documents import get_page, texts


@pytest.fixture
def many_releases(press):
    """One more than fits on a page, and none of them on the same day."""
    return [
        factories.PressReleasePageFactory(
            parent=press,
            title=f"Release {day}",
            date=datetime.date(2020, 6, 1) + datetime.timedelta(days=day),
        )
        for day in range(RELEASES_ON_A_PAGE + 1)
    ]


def test_list__begins_with_the_newest(press, many_releases, client):
    titles = texts(get_page(client, press.url), ".releases h3")
    assert titles == [f"Release {day}" for day in range(RELEASES_ON_A_PAGE, 0, -1)]
    rest = texts(get_page(client, f"{press.url}?page=2"), ".releases h3")
    assert rest == ["Release 0"]


def test_pagination__has_links_that_keep_other_parameters(press, many_releases, client):
    page = get_page(client, f"{press.url}?year=2020&page=2")
    links = page.select(".pagination a")
    assert [(link["href"], link.get("aria-current")) for link in links] == [
        ("/press/?page=1&year=2020", None),
        ("/press/?page=1&year=2020", None),
        ("/press/?page=2&year=2020", "page"),
    ]
    assert page.title.get_text().strip().startswith("Press, 2020, page 2 – ")
    assert page.select_one(".pagination a[rel=prev]")["href"] == links[0]["href"]
    whole = get_page(client, f"{press.url}?page=2")
    assert whole.find("link", rel="canonical")["href"].endswith("/press/?page=2")


def test_pagination__is_not_there_for_a_single_page(press, release, client):
    assert not get_page(client, press.url).select(".pagination")


@pytest.mark.parametrize(
    "value", ["0", "-1", "3", "x", "", "1.5", "٣", "%00", "9" * 400, "1%20OR%201=1"]
)
def test_pagination__of_a_bad_number_is_an_unknown_address(
    press, many_releases, client, value
):
    page = get_page(client, f"{press.url}?page={value}", status=404)
    assert page.h1.get_text() == "Page not found"


# Filters ------------------------------------------------------------------------


@pytest.fixture
def years(press, edition):
    """Releases of two years, two of them about the edition of 2022."""
    for number, (year, about) in enumerate(
        ((2021, None), (2022, edition), (2022, edition))
    ):
        factories.PressReleasePageFactory(
            parent=press,
            title=f"Release {number}",
            date=datetime.date(year, 6, 1 + number),
            edition=about,
        )
    return press


@pytest.fixture
def formats(edition):
    """Three stories: two concerts, one of them and the screening with a host."""
    host = factories.PartnerFactory(name="Asia House", slug="asia-house")
    for number, kind in enumerate(("concert", "concert", "screening")):
        story = factories.EventStoryPageFactory(
            parent=edition, title=f"Story {number}", event_format=kind
        )
        if number:
            for role in ("host", "funder"):
                story.partnerships.add(Partnership(partner=host, role=role))
            story.save_revision().publish()
    factories.PartnerFactory(name="Nobody", slug="nobody")
    return edition


def test_filters__tell_how_many_each_choice_has(years, formats, client):
    page = get_page(client, years.url)
    assert texts(page, ".filters summary") == ["Year"]
    assert texts(page, ".facets a") == ["2022 (2)", "2021 (1)"]
    page = get_page(client, formats.url)
    assert texts(page, ".filters summary") == ["Format"]
    assert texts(page, ".facets a") == ["Concert (2)", "Screening (1)"]


def test_filters__keep_the_state_in_the_address(years, client):
    page = get_page(client, "/press/?year=2022&edition_year=2022")
    assert texts(page, ".releases h3") == ["Release 2", "Release 1"]
    assert texts(page, ".chosen a") == [
        "Remove the filter: Year: 2022 ×",
        "Remove the filter: About Refugee Week: 2022 ×",
        "Show all",
    ]
    assert [link["href"] for link in page.select(".chosen a")] == [
        "/press/?edition_year=2022",
        "/press/?year=2022",
        "/press/",
    ]
    assert not page.select("script[src*=search]")


def test_filters__count_within_the_other_filters(formats, client):
    page = get_page(client, f"{formats.url}?partner=asia-house")
    assert texts(page, ".cards h3") == ["Story 1", "Story 2"]
    assert texts(page, ".facets a") == [
        "Concert (1)",
        "Screening (1)",
        "Asia House (2)",
    ]
    chosen = page.select_one(".facets [aria-current]")
    assert chosen["href"] == formats.url + "?"


def test_filters__that_fit_nothing_together_have_a_way_back(years, client):
    page = get_page(client, "/press/?year=2021&edition_year=2022")
    assert not page.select(".releases")
    assert len(page.select('main a[href="/press/"]')) == 2
    assert "2021 (0)" in texts(page, ".facets a")


def test_filters__make_lists_that_nobody_indexes(years, client):
    page = get_page(client, "/press/?year=2022")
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert not page.find("link", rel="canonical")
    assert page.title.get_text().strip().startswith("Press, 2022 – ")
    whole = get_page(client, "/press/?year=")
    assert whole.find("link", rel="canonical")["href"].endswith("/press/")


@pytest.mark.parametrize("hide", [draft, embargoed])
def test_filters__count_public_pages_only(formats, client, hide):
    secret = factories.PartnerFactory(name="Secret", slug="secret")
    story = hide(formats, event_format="workshop")
    Partnership.objects.create(story=story, partner=secret)
    page = get_page(client, formats.url)
    assert texts(page, ".facets a") == ["Concert (2)", "Screening (1)"]
    for parameter in ("partner=secret", "event_format=workshop"):
        get_page(client, f"{formats.url}?{parameter}", status=404)


@pytest.mark.parametrize(
    "query",
    [
        "year=1999", "year=x", "year=%00", "year=" + "9" * 400, "year=-1", "year=٢٠٢٢",
        "year=2022&year=2021", "edition_year=1", "year=2022&page=0", "year=2022&page=999",
        "edition_year=%C3%28", "year=2022&page=1&page=1",
    ],
)  # fmt: skip
def test_filters__of_bad_values_are_unknown_addresses(
    years, arabic_home, client, query
):
    assert get_page(client, f"/press/?{query}", status=404).h1
    press = years.copy_for_translation(arabic_home.locale)
    press.save_revision().publish()
    assert client.get(f"/ar/press/?{query}").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "partner=nobody", "partner=%00", "partner=a%20b", "partner=" + "a" * 9000,
        "event_format=none", "event_format=%00", "event_format=concert&event_format=other",
        "partner=asia-house&partner=asia-house", "partner='%20OR%201=1",
    ],
)  # fmt: skip
def test_filters__of_bad_names_are_unknown_addresses(formats, client, query):
    assert client.get(f"{formats.url}?{query}").status_code == 404


@pytest.mark.parametrize("query", ["year=&edition_year=", "junk=1", "partner=nobody"])
def test_filters__that_are_empty_or_of_other_lists_change_nothing(years, client, query):
    page = get_page(client, f"/press/?{query}")
    assert len(page.select(".releases > li")) == 3
    assert not page.select(".chosen")


def test_filters__speak_arabic(years, arabic_home, client):
    press = years.copy_for_translation(arabic_home.locale)
    press.save_revision().publish()
    for year in (2021, 2022):
        factories.PressReleasePageFactory(
            parent=press, locale=arabic_home.locale, date=datetime.date(year, 6, 1)
        )
    page = get_page(client, "/ar/press/?year=2022")
    assert texts(page, ".facets summary") == ["السنة"]
    assert texts(page, ".facets a") == ["2022 (1)", "2021 (1)"]
    assert page.select_one(".chosen .clear")["href"] == "/ar/press/"


def test_filters__cost_few_queries(years, formats, client):
    for url in (
        "/press/?year=2022&edition_year=2022",
        f"{formats.url}?partner=asia-house",
    ):
        assert client.get(url).status_code == 200
        cache.clear()
        Site.get_site_root_paths()
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        assert len(captured) <= 15, url
