"""Calendars of stories, editions and all of Refugee Week."""

from __future__ import annotations

import datetime

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pytest
import time_machine
from icalendar import Calendar

from refugeeweek.models import Occurrence
from tests import factories
from tests.hidden import restrict
from tests.test_html.conftest import arabic_home


__all__ = ["arabic_home"]


DAY = datetime.date(2022, 6, 24)


def calendar(url, client=None):
    """Return a calendar as a program reads it."""
    response = (client or Client()).get(url)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))
    found = Calendar.from_ical(response.content)
    assert not found.errors
    assert found.to_ical() == response.content
    return found


def only(url, client=None):
    (event,) = calendar(url, client).events
    assert not event.errors
    return event


def publish(story, *occurrences):
    story.occurrences = list(occurrences)
    story.save_revision().publish()
    return story


@pytest.fixture
def dated(story):
    """A story with one date that has everything."""
    venue = factories.VenueFactory(
        name="Union Chapel",
        address="19b Compton Terrace; London",
        city="London",
        country="United Kingdom",
        latitude="51.54450",
        longitude="-0.10250",
        access_information="Step-free, with a hearing loop.",
    )
    occurrence = Occurrence(
        start_date=DAY,
        start_time=datetime.time(18, 30),
        end_time=datetime.time(21),
        venue=venue,
        booking_url="https://tickets.example/1",
    )
    return publish(story, occurrence)


def test_calendar__tells_when_and_where(dated):
    event = only(f"{dated.url}calendar.ics")
    london = timezone.get_default_timezone()
    assert event.start == datetime.datetime(2022, 6, 24, 18, 30, tzinfo=london)
    assert event.end == datetime.datetime(2022, 6, 24, 21, 0, tzinfo=london)
    assert event["SUMMARY"] == dated.title
    assert event["LOCATION"] == (
        "Union Chapel, 19b Compton Terrace; London, London, United Kingdom"
    )
    assert (event["GEO"].latitude, event["GEO"].longitude) == (51.5445, -0.1025)
    assert event["URL"] == dated.full_url
    assert event["STATUS"] == "CONFIRMED"
    for text in (dated.introduction, "https://tickets.example/1", "hearing loop"):
        assert text in event["DESCRIPTION"]


def test_calendar__says_what_it_is_and_when_to_ask_again(dated):
    found = calendar("/refugee-week/calendar.ics")
    assert found["METHOD"] == "PUBLISH"
    assert found["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert found["REFRESH-INTERVAL"].dt == datetime.timedelta(hours=6)
    assert [zone["TZID"] for zone in found.walk("VTIMEZONE")] == ["Europe/London"]


def test_calendar__of_all_of_an_edition_and_of_a_story(dated, edition, editions):
    later = factories.EditionPageFactory(parent=editions, year=2023)
    publish(
        factories.EventStoryPageFactory(parent=later, title="Belongings"),
        Occurrence(start_date=datetime.date(2023, 6, 23)),
    )
    factories.EventStoryPageFactory(parent=later, title="Known by its year only")
    names = {
        url: [str(event["SUMMARY"]) for event in calendar(f"{url}calendar.ics").events]
        for url in (editions.url, edition.url, later.url, dated.url)
    }
    assert names == {
        editions.url: [dated.title, "Belongings"],
        edition.url: [dated.title],
        later.url: ["Belongings"],
        dated.url: [dated.title],
    }


def test_calendar__without_a_date_is_a_calendar_still(edition):
    assert calendar(f"{edition.url}calendar.ics").events == []


@pytest.mark.parametrize(
    ("status", "word", "title"),
    [
        ("scheduled", "CONFIRMED", "Living Library"),
        ("rescheduled", "CONFIRMED", "Living Library"),
        ("cancelled", "CANCELLED", "Cancelled: Living Library"),
        ("postponed", "TENTATIVE", "Postponed: Living Library"),
    ],
)
def test_date__stays_whatever_becomes_of_it(story, status, word, title):
    publish(
        story,
        Occurrence(start_date=DAY, status=status, status_note="Because of a strike."),
    )
    event = only("/refugee-week/2022/calendar.ics")
    assert (event["STATUS"], event["SUMMARY"]) == (word, title)
    assert "Because of a strike." in event["DESCRIPTION"]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_uid_and_sequence__outlive_every_change(dated, editions):
    """The UID stays and the sequence grows, whatever an editor does."""
    first = only(f"{dated.url}calendar.ics")
    seen = [first["SEQUENCE"]]

    def grown(url):
        event = only(url)
        assert event["UID"] == first["UID"]
        assert event["SEQUENCE"] > seen[-1]
        assert event["LAST-MODIFIED"].dt >= first["LAST-MODIFIED"].dt
        seen.append(event["SEQUENCE"])
        return event

    with time_machine.travel(timezone.now(), tick=False):  # all within one second
        (row,) = dated.occurrences.all()
        row.start_date = datetime.date(2022, 6, 26)
        row.status, row.status_note = "rescheduled", "Moved to Sunday."
        dated.occurrences = [row]
        dated.save_revision().publish()
        grown(f"{dated.url}calendar.ics")
        row.venue.name = "Union Chapel, upstairs"
        row.venue.save()
        assert "upstairs" in grown(f"{dated.url}calendar.ics")["LOCATION"]
        dated.slug = "another-address"
        dated.save_revision().publish()
        grown("/refugee-week/2022/another-address/calendar.ics")
        other = factories.EditionPageFactory(parent=editions, year=2023)
        dated.move(other, pos="last-child")
        dated.refresh_from_db()
        grown("/refugee-week/2023/another-address/calendar.ics")
        row.status = "cancelled"
        dated.occurrences = [row]
        dated.save_revision().publish()
        assert grown("/refugee-week/calendar.ics")["STATUS"] == "CANCELLED"
        dated.unpublish()
        assert calendar("/refugee-week/calendar.ics").events == []
        dated.save_revision().publish()
        grown("/refugee-week/calendar.ics")


def test_uid__of_a_copy_is_another(dated):
    stored = type(dated).objects.get(pk=dated.pk)
    copy = stored.copy(update_attrs={"slug": "again", "title": "Again"})
    copy.save_revision().publish()
    uids = [event["UID"] for event in calendar("/refugee-week/calendar.ics").events]
    assert len(set(uids)) == len(uids) == 2


def test_uid__is_the_same_in_every_language(dated, edition, editions, arabic_home):
    stored = [type(page).objects.get(pk=page.pk) for page in (editions, edition, dated)]
    for each in stored:
        page = each.copy_for_translation(arabic_home.locale)
        page.save_revision().publish()
    event = only(f"{page.url}calendar.ics")
    assert event["UID"] == only(f"{dated.url}calendar.ics")["UID"]
    assert event["URL"] == page.full_url


def test_calendar__is_the_same_bytes_while_nothing_changes(dated):
    url = "/refugee-week/calendar.ics"
    first = Client().get(url).content
    with time_machine.travel(timezone.now() + datetime.timedelta(days=40)):
        assert Client().get(url).content == first


def test_text__breaks_out_of_no_line(story):
    story.title = "A,b;c\\d\r\nBEGIN:VALARM\r\nACTION:DISPLAY"
    story.introduction = "One\r\nEND:VEVENT\rX-EVIL:1\x85Y\x0bZ\x00"
    Occurrence(story=story, start_date=DAY).save()
    type(story).objects.filter(pk=story.pk).update(
        title=story.title, introduction=story.introduction.replace("\x00", "")
    )
    found = calendar(f"{story.url}calendar.ics")
    assert [part.name for part in found.walk()] == [
        "VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "STANDARD", "VEVENT",
    ]  # fmt: skip
    assert found.events[0]["SUMMARY"] == ("A,b;c\\d\nBEGIN:VALARM\nACTION:DISPLAY")


def test_calendar__costs_the_same_for_few_and_many_dates(edition, editions):
    def add(number):
        for _ in range(number):
            publish(
                factories.EventStoryPageFactory(parent=edition),
                Occurrence(start_date=DAY, venue=factories.VenueFactory()),
            )

    def queries():
        Client().get("/refugee-week/calendar.ics")
        with CaptureQueriesContext(connection) as captured:
            assert Client().get("/refugee-week/calendar.ics").status_code == 200
        return len(captured)

    add(2)
    few = queries()
    add(4)
    assert queries() == few <= 15


def test_calendar__is_hidden_gone_and_restricted_like_its_page(dated, edition):
    story_url, edition_url = f"{dated.url}calendar.ics", f"{edition.url}calendar.ics"
    restriction = restrict(edition)
    for page, url in ((edition.url, edition_url), (dated.url, story_url)):
        response = Client().get(url)
        assert response.status_code == Client().get(page).status_code
        assert b"VCALENDAR" not in response.content
    assert calendar("/refugee-week/calendar.ics").events == []
    restriction.delete()
    dated.unpublish()
    assert Client().get(story_url).status_code == 410
    assert calendar(edition_url).events == []
    never = Client().get("/refugee-week/2022/nothing/calendar.ics")
    assert never.status_code == 404


@pytest.mark.parametrize(
    "path",
    ["calendar.ics", "press/calendar.ics", "refugee-week/calendar.ics/", "feed.json"],
)
def test_other_pages__have_no_calendar(press, edition, path):
    assert Client().get(f"/{path}").status_code == 404


def test_page__links_to_its_calendar(story, editions):
    ahead = timezone.localdate() + datetime.timedelta(days=7)
    publish(story, Occurrence(start_date=ahead))
    for page in (story, editions):
        assert f'href="{page.url}calendar.ics"' in Client().get(page.url).text
