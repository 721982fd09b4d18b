from __future__ import annotations

import datetime

import pytest

from press.models.releases import RELEASES_ON_A_PAGE
from tests import factories
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
    assert page.title.get_text().strip().startswith("Press, page 2 – ")
    assert page.find("link", rel="canonical")["href"].endswith("/press/?page=2")


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
