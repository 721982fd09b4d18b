"""What the design promises: a colour for each edition, a timeline, states that are told."""

from __future__ import annotations

import gzip
import re
from datetime import date

import pytest
import time_machine

from press.models import ReleaseContact
from refugeeweek.models import Occurrence
from tests import factories
from tests.test_html.colours import STYLESHEET
from tests.test_html.documents import get_page, texts


MOST_BYTES = 14_000  # of a page or the stylesheet, compressed


def add_date(story, **values):
    story.occurrences.add(Occurrence(**values))
    story.save_revision().publish()


def test_edition__wears_the_colour_that_was_chosen(edition, client):
    edition.accent_colour = "rose"
    edition.save_revision().publish()
    assert get_page(client, edition.url).body["class"] == ["accent-rose"]


def test_edition__has_a_colour_of_its_year_else(editions, client):
    years = [
        factories.EditionPageFactory(parent=editions, year=y) for y in (2017, 2018)
    ]
    colours = [get_page(client, edition.url).body["class"] for edition in years]
    assert colours == [["accent-coral"], ["accent-teal"]]


def test_story__has_the_colour_of_its_edition(edition, client):
    edition.accent_colour = "leaf"
    edition.save_revision().publish()
    story = factories.EventStoryPageFactory(parent=edition)
    assert get_page(client, story.url).body["class"] == ["accent-leaf"]
    assert get_page(client, "/").select_one(".cards > li")["class"] == ["accent-leaf"]


def test_story__says_nothing_of_an_edition_that_is_not_public(edition, client):
    story = factories.EventStoryPageFactory(parent=edition)
    edition.theme, edition.live = "SECRET", False
    edition.save()
    page = get_page(client, story.url)
    assert not page.body.has_attr("class")
    assert "SECRET" not in str(page)
    assert not page.select(".onward")


def test_timeline__is_an_ordered_list_with_years_and_numbers_of_stories(
    editions, client
):
    for year, number in ((2021, 2), (2023, 0), (2022, 1)):
        edition = factories.EditionPageFactory(parent=editions, year=year)
        for _ in range(number):
            factories.EventStoryPageFactory(parent=edition)
    factories.EventStoryPageFactory(parent=edition, live=False)
    page = get_page(client, editions.url)
    assert texts(page, "ol.editions .edition-year") == ["2023", "2022", "2021"]
    assert texts(page, "ol.editions .eyebrow") == ["1 story", "2 stories"]
    assert len({item["class"][0] for item in page.select("ol.editions > li")}) == 3


@time_machine.travel("2022-07-01T12:00:00Z")
def test_story__says_that_its_event_is_over(edition, client):
    story = factories.EventStoryPageFactory(parent=edition)
    add_date(story, start_date=date(2022, 6, 20))
    page = get_page(client, story.url)
    assert texts(page, ".past") == ["This event has taken place."]
    assert not page.select(".aside .take-along")


@time_machine.travel("2022-06-20T12:00:00Z")
def test_story__offers_a_calendar_until_its_day_is_over(edition, client):
    story = factories.EventStoryPageFactory(parent=edition)
    add_date(story, start_date=date(2022, 6, 20))
    page = get_page(client, story.url)
    assert page.select(".aside .take-along a")
    assert not page.select(".past")


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
@time_machine.travel("2022-07-01T12:00:00Z")
def test_story__does_not_say_that_a_cancelled_event_took_place(edition, client, status):
    story = factories.EventStoryPageFactory(parent=edition)
    add_date(story, start_date=date(2022, 6, 20), status=status, status_note="Strike.")
    page = get_page(client, story.url)
    assert page.select_one(".occurrence")["data-status"] == status
    assert texts(page, ".occurrence .status") == [status.capitalize()]
    assert not page.select(".past")


def test_release__names_contacts_before_its_text(press, client):
    release = factories.PressReleasePageFactory(parent=press)
    contact = factories.PressContactFactory(phone="020 7946 0000")
    release.release_contacts = [ReleaseContact(contact=contact)]
    release.save_revision().publish()
    html = str(get_page(client, release.url))
    places = [html.index(part) for part in ("<h1", "tel:", 'class="story"', "ends")]
    assert places == sorted(places)


def test_maintenance_page__needs_no_other_file():
    page = (STYLESHEET.parents[2] / "deploy" / "503.html").read_text()
    assert not re.search(r"\{[{%]|href=|src=|url\(|@import", page)
    assert 'lang="ar" dir="rtl"' in page


def test_stylesheet__is_small():
    assert len(gzip.compress(STYLESHEET.read_bytes())) < MOST_BYTES
