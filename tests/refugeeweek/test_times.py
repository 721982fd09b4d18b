"""Pages, search engines, calendars and the API tell the same of a date."""

from __future__ import annotations

import datetime
import json
from zoneinfo import ZoneInfo

from django.db import connection
from django.test import Client

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from refugeeweek.models import Occurrence
from refugeeweek.times import span


pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="Does not depend on the database."
)

LONDON = ZoneInfo("Europe/London")
#: On which the clock is changed; around them, and around a year's end, much goes wrong.
CHANGES = [datetime.date(2022, 3, 27), datetime.date(2022, 10, 30)]
CHANGES += [datetime.date(2026, 3, 29), datetime.date(2026, 10, 25)]
CHANGES += [datetime.date(2023, 12, 31), datetime.date(2024, 2, 28)]
DAY = datetime.timedelta(days=1)
HOURS = ["00:00", "00:30", "01:00", "01:30", "01:59", "02:00", "02:15", "23:59"]

days = st.builds(
    lambda day, away: day + away * DAY, st.sampled_from(CHANGES), st.integers(-1, 1)
) | st.dates(datetime.date(2017, 1, 1), datetime.date(2037, 12, 30))
clocks = st.sampled_from([datetime.time.fromisoformat(text) for text in HOURS])
clocks |= st.times().map(lambda clock: clock.replace(second=0, microsecond=0))


@st.composite
def dates(draw):
    """Return what an editor may put down of a date."""
    start_date = draw(days)
    length = draw(st.sampled_from([None, 0, 1, 1, 9]))
    start_time = draw(st.none() | clocks)
    end_time = draw(st.none() | clocks) if start_time else None
    same_day = not length
    if same_day and end_time and end_time <= start_time:
        end_time = None
    return {
        "start_date": start_date,
        "start_time": start_time,
        "end_date": None if length is None else start_date + length * DAY,
        "end_time": end_time,
    }


def moment(day, clock):
    """Return an instant by RFC 5545: what is skipped or doubled, by the old offset."""
    local = datetime.datetime.combine(day, clock, LONDON)
    return local.astimezone(datetime.UTC)


@given(dates())
def test_span__begins_as_it_was_put_down_and_ends_later(date):
    begins, ends = span(**date)
    last = date["end_date"] or date["start_date"]
    if date["start_time"] is None:
        assert (begins, ends) == (date["start_date"], last + DAY)
        return
    assert begins.replace(tzinfo=None) == datetime.datetime.combine(
        date["start_date"], date["start_time"]
    )
    assert begins.astimezone(datetime.UTC) == moment(
        date["start_date"], date["start_time"]
    )
    if ends is not None:
        assert ends.astimezone(datetime.UTC) > begins.astimezone(datetime.UTC)
        wanted = (last, date["end_time"]) if date["end_time"] else (last + DAY,)
        assert ends.replace(tzinfo=None) == datetime.datetime.combine(
            *wanted, *([datetime.time.min] * (len(wanted) == 1))
        )
    elif date["end_time"]:  # on a day on which the clock was put forward
        assert moment(last, date["end_time"]) <= moment(
            date["start_date"], date["start_time"]
        )
    else:
        assert last == date["start_date"]


@pytest.mark.parametrize(
    ("day", "clock", "utc"),
    [
        ("2026-03-29", "00:59", "2026-03-29T00:59"),
        ("2026-03-29", "01:30", "2026-03-29T01:30"),  # there is no such time
        ("2026-03-29", "02:00", "2026-03-29T01:00"),
        ("2026-10-25", "01:30", "2026-10-25T00:30"),  # the first of two
        ("2026-10-25", "02:00", "2026-10-25T02:00"),
        ("2026-06-20", "00:00", "2026-06-19T23:00"),
    ],
)
def test_span__knows_on_which_day_the_clock_changes(day, clock, utc):
    begins, _ends = span(
        datetime.date.fromisoformat(day), datetime.time.fromisoformat(clock)
    )
    assert begins.astimezone(datetime.UTC) == datetime.datetime.fromisoformat(f"{utc}Z")


def test_span__that_the_clock_turns_around_has_no_end():
    day = datetime.date(2026, 3, 29)  # 01:30 is 01:30 UTC, 02:15 is 01:15 UTC
    assert span(day, datetime.time(1, 30), None, datetime.time(2, 15)).end is None


@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(dates(), min_size=4, max_size=10))
def test_date__is_the_same_wherever_it_is_told(story, given_dates):
    story.occurrences = [Occurrence(**values) for values in given_dates]
    story.save_revision().publish()
    client = Client()
    soup = BeautifulSoup(client.get(story.url).content, "html5lib")
    shown = {tag["datetime"] for tag in soup.select("time[datetime]")}
    nodes = [json.loads(tag.string) for tag in soup.select("script[type*='ld+json']")]
    events = {
        node["@id"].partition("#")[2]: node
        for node in nodes
        if node["@type"] == "Event"
    }
    answer = client.get(f"{story.url}calendar.ics").content
    calendar = Calendar.from_ical(answer)
    assert calendar.to_ical() == answer
    told = client.get(f"/api/v2/stories/{story.pk}/").json()["occurrences"]
    entries = {str(entry["UID"]): entry for entry in calendar.walk("VEVENT")}
    rows = list(story.occurrences.all().order_by("start_date", "start_time", "pk"))
    assert len(rows) == len(told) == len(entries) == len(events) == len(given_dates)
    for row, in_api in zip(rows, told, strict=True):
        entry, event = entries[row.uid_in(story)], events[row.uid_in(story)]
        assert_same(in_api, entry, event, shown)


def assert_same(in_api, entry, event, shown):
    """Compare what the API, a calendar, a search engine and a reader are told."""
    begins, ends = entry["DTSTART"].dt, entry.get("DTEND")
    first, last = in_api["start_date"], in_api["end_date"] or in_api["start_date"]
    clock, end_clock = in_api["start_time"], in_api["end_time"]
    assert begins.isoformat()[:10] == event["startDate"][:10] == first
    if clock is None:
        assert isinstance(begins, datetime.date)
        assert not isinstance(begins, datetime.datetime)
        assert (ends.dt - DAY).isoformat() == event["endDate"] == last
        assert {first, last} <= shown
        return
    assert begins.strftime("%H:%M:%S") == clock == event["startDate"][11:19]
    assert begins.tzinfo == LONDON
    assert entry["DTSTART"].params["TZID"] == "Europe/London"
    assert utc(begins) == utc(datetime.datetime.fromisoformat(event["startDate"]))
    assert f"{first}T{clock[:5]}" in shown
    if end_clock and ends:
        assert ends.dt.strftime("%Y-%m-%dT%H:%M:%S") == f"{last}T{end_clock}"
        assert utc(ends.dt) == utc(datetime.datetime.fromisoformat(event["endDate"]))
        assert {end_clock[:5], f"{last}T{end_clock[:5]}"} & shown
    elif not end_clock:
        assert event["endDate"] == last


def utc(time):
    return time.astimezone(datetime.UTC)
