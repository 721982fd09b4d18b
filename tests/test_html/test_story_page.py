from __future__ import annotations

import datetime

import pytest
import time_machine

from refugeeweek.models import Contributor, Occurrence, Partnership
from tests import factories
from tests.test_html.documents import get_page, is_our_own, texts


TODAY = datetime.date(2022, 6, 20)
BOOKING = "https://tickets.example/"


@pytest.fixture
def noon():
    with time_machine.travel(f"{TODAY} 12:00+01:00", tick=False):
        yield


def show(client, story, **values):
    values = {"start_date": TODAY, "booking_url": BOOKING, **values}
    story.occurrences = [Occurrence(**values)]
    story.save_revision().publish()
    return get_page(client, story.url)


@pytest.mark.parametrize(
    ("values", "bookable"),
    [
        ({}, True),
        ({"start_date": TODAY - datetime.timedelta(days=1)}, False),
        ({"start_date": TODAY - datetime.timedelta(days=1), "end_date": TODAY}, True),
        ({"status": "cancelled", "status_note": "Strike"}, False),
        ({"status": "postponed"}, False),
        ({"booking_url": ""}, False),
    ],
)
def test_booking__is_offered_while_it_is_of_use(client, story, noon, values, bookable):
    page = show(client, story, **values)
    assert bool(page.select(".occurrence .button")) is bookable


@pytest.mark.parametrize(
    ("status", "word"),
    [
        ("cancelled", "Cancelled"),
        ("postponed", "Postponed"),
        ("rescheduled", "Rescheduled"),
    ],
)
def test_status__is_said_in_words_with_its_reason(client, story, status, word):
    page = show(client, story, status=status, status_note="Because of the strike.")
    assert texts(page, ".occurrence .status") == [word]
    assert texts(page, ".status-note") == ["Because of the strike."]


def test_status__of_a_date_as_planned_is_not_said(client, story):
    assert texts(show(client, story), ".status") == []


@pytest.mark.parametrize(
    ("values", "words", "machine"),
    [
        ({}, "Monday 20 June 2022", ["2022-06-20"]),
        (
            {"start_time": datetime.time(18, 30), "end_time": datetime.time(20, 0)},
            "Monday 20 June 2022, 18:30 – 20:00",
            ["2022-06-20T18:30", "20:00"],
        ),
        (
            {"end_date": datetime.date(2022, 6, 22)},
            "Monday 20 June 2022 – Wednesday 22 June 2022",
            ["2022-06-20", "2022-06-22"],
        ),
    ],
)
def test_date__is_told_to_people_and_machines(client, story, values, words, machine):
    page = show(client, story, **values)
    assert texts(page, ".occurrence-date") == [words]
    assert [time["datetime"] for time in page.select(".occurrence time")] == machine


def test_venue__tells_how_to_get_there_and_in(client, story):
    venue = factories.VenueFactory(
        name="Union Chapel", address="Compton Terrace", access_information="Lift."
    )
    page = show(client, story, venue=venue, is_online=True)
    assert "Union Chapel" in texts(page, ".occurrence strong")
    where = texts(page, ".occurrence p")
    assert "Online" in where
    assert any("Compton Terrace" in line and "London" in line for line in where)
    assert texts(page, ".occurrence details") == ["Access to the building Lift."]


def test_people_and_partners__are_named_with_their_part(client, story):
    person = factories.PersonFactory(name="Amina", role="Writer")
    partner = factories.PartnerFactory(name="Asia House")
    story.contributors = [Contributor(person=person, role="In conversation")]
    story.partnerships = [Partnership(partner=partner, role="host")]
    story.save_revision().publish()
    page = get_page(client, story.url)
    assert texts(page, ".people h3") == ["Amina"]
    assert texts(page, ".people .meta") == ["In conversation"]
    assert texts(page, ".partners li") == ["Asia House Host"]


def test_text_of_editors__is_escaped(client, story):
    story.title = "<script>alert(1)</script>"
    story.introduction = '"><img src=x onerror=alert(1)>'
    story.save_revision().publish()
    page = get_page(client, story.url)
    assert all(is_our_own(tag) for tag in page.find_all("script"))
    assert not page.select("[onerror]")
    assert texts(page, "h1") == ["<script>alert(1)</script>"]
