"""Calendars (iCalendar, RFC 5545 and RFC 7986) of an edition, a story, or all of them.

The same content gives the same bytes: what a calendar says of time, it has from the
change log and never from the clock.
"""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Max
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext, pgettext

from icalendar import Calendar, Event, Timezone, vDuration, vText, vUri

from cms.changes.models import ContentChange
from cms.core.organisation import organisation_name
from cms.core.plain_text import without_controls
from cms.core.urls import absolute_page_url
from refugeeweek.models.occurrences import Occurrence
from refugeeweek.models.snippets import FIRST_YEAR


if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

    from refugeeweek.models import EventStoryPage, Venue

CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//IOM UK//Refugee Week//EN"
#: How often a calendar that was subscribed to should be asked for again.
ASK_AGAIN_AFTER = timedelta(hours=6)
#: What iCalendar calls the states of an event; it has no word for “postponed”.
STATUS = {
    Occurrence.Status.SCHEDULED: "CONFIRMED",
    Occurrence.Status.RESCHEDULED: "CONFIRMED",
    Occurrence.Status.POSTPONED: "TENTATIVE",
    Occurrence.Status.CANCELLED: "CANCELLED",
}
#: Of what was put into the database without being published.
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
#: The newest dates of a calendar; more than any phone wants to read.
MOST = 1000


class Version(NamedTuple):
    """How often what a story shows has changed, and when last.

    The number is that of the change in the log, which only grows.
    """

    number: int
    at: datetime


def calendar_response(
    page: Any, stories: Sequence[EventStoryPage], request: HttpRequest
) -> HttpResponse:
    """Return the dates of `stories` as the calendar of `page`."""
    calendar = make_calendar(page, stories, request)
    return HttpResponse(calendar.to_ical(), content_type=CONTENT_TYPE)


def make_calendar(
    page: Any, stories: Sequence[EventStoryPage], request: HttpRequest
) -> Calendar:
    """Return the dates of `stories`, which come with their occurrences and venues."""
    dates = [(row, story) for story in stories for row in story.occurrences.all()]
    dates.sort(key=lambda each: (each[0].start_date, each[1].pk, each[0].pk or 0))
    dates = dates[-MOST:]
    calendar = _named_after(page, request)
    years = [row.start_date.year for row, _story in dates] or [FIRST_YEAR]
    calendar.add_component(_timezone(min(years), max(years)))
    versions = _versions(stories)
    for row, story in dates:
        version = versions.get(story.pk)
        calendar.add_component(make_event(row, story, version, request))
    return calendar


def _named_after(page: Any, request: HttpRequest) -> Calendar:
    """Return a calendar that says what it is, with no date in it yet."""
    name = f"{page.title} – {organisation_name(request)}"
    address = absolute_page_url(page, request) or ""
    calendar = Calendar()
    for key, value in {
        "PRODID": PRODUCT,
        "VERSION": "2.0",
        "CALSCALE": "GREGORIAN",
        "METHOD": "PUBLISH",
        "UID": str(uuid.uuid5(page.translation_key, page.locale.language_code)),
        "NAME": _text(name),
        "X-WR-CALNAME": _text(name),
        "X-WR-TIMEZONE": timezone.get_default_timezone_name(),
        "URL": vUri(address),
        "SOURCE": _uri(f"{address}calendar.ics"),
        "REFRESH-INTERVAL": _duration(ASK_AGAIN_AFTER),
        "X-PUBLISHED-TTL": vDuration(ASK_AGAIN_AFTER),
    }.items():
        calendar.add(key, value)
    return calendar


def make_event(
    occurrence: Occurrence,
    story: EventStoryPage,
    version: Version | None,
    request: HttpRequest,
) -> Event:
    """Return one date as an event."""
    version = version or Version(0, story.modified_time or LONG_AGO)
    address = absolute_page_url(story, request) or ""
    start, end = occurrence.span
    event = Event()
    event.add("UID", occurrence.uid_in(story))
    event.add("SEQUENCE", version.number)
    event.add("DTSTAMP", version.at)
    event.add("LAST-MODIFIED", version.at)
    event.add("DTSTART", start)
    if end is not None:
        event.add("DTEND", end)
    event.add("SUMMARY", _text(summary_of(occurrence, story)))
    event.add("STATUS", STATUS[Occurrence.Status(occurrence.status)])
    if occurrence.status in (Occurrence.Status.POSTPONED, Occurrence.Status.CANCELLED):
        event.add("TRANSP", "TRANSPARENT")  # nobody is busy then
    event.add("DESCRIPTION", _text(description_of(occurrence, story, address)))
    if place := place_of(occurrence):
        event.add("LOCATION", _text(place))
    if occurrence.venue and (position := position_of(occurrence.venue)):
        event.add("GEO", position)
    event.add("CATEGORIES", [_text(story.get_event_format_display())])
    event.add("URL", vUri(address))
    return event


def summary_of(occurrence: Occurrence, story: EventStoryPage) -> str:
    """Return the title; many calendars show nothing else of a date that is off."""
    if occurrence.status in (
        Occurrence.Status.SCHEDULED,
        Occurrence.Status.RESCHEDULED,
    ):
        return story.title
    return f"{occurrence.get_status_display()}: {story.title}"


def description_of(occurrence: Occurrence, story: EventStoryPage, address: str) -> str:
    """Return what a visitor should know, a paragraph for each thing."""
    venue = occurrence.venue
    access = venue.access_information if venue else ""
    is_on = occurrence.status != Occurrence.Status.CANCELLED
    booking = occurrence.booking_url if is_on else ""
    parts = [
        occurrence.status_note,
        story.introduction,
        gettext("Online") if occurrence.is_online else "",
        booking and f"{gettext('Book a place')}: {booking}",
        access and f"{gettext('Access to the building')}: {access}",
        address,
    ]
    return "\n\n".join(part for part in parts if part)


def place_of(occurrence: Occurrence) -> str:
    """Return where it is in one line; empty if nobody said."""
    comma = pgettext("comma", ", ")
    if occurrence.venue is None:
        return gettext("Online") if occurrence.is_online else ""
    venue = occurrence.venue
    country = venue.country if venue.city else ""
    parts = dict.fromkeys([venue.name, venue.address, venue.city, country])
    return comma.join(part for part in parts if part)


def position_of(venue: Venue) -> tuple[float, float] | None:
    """Return latitude and longitude where both are known."""
    if venue.latitude is None or venue.longitude is None:
        return None
    return float(venue.latitude), float(venue.longitude)


def _versions(stories: Sequence[EventStoryPage]) -> dict[int, Version]:
    """Return the last change of each story that the log tells of, in two queries."""
    ids = [story.pk for story in stories]
    last = (
        ContentChange.objects.filter(page_id__in=ids)
        .order_by()
        .values("page_id")
        .annotate(last=Max("sequence"))
        .values("last")
    )
    rows = ContentChange.objects.filter(sequence__in=last).order_by()
    return {
        page_id: Version(number, at)
        for page_id, number, at in rows.values_list("page_id", "sequence", "at")
    }


@lru_cache(maxsize=64)
def _timezone(first_year: int, last_year: int) -> Timezone:
    """Return the changes of the clock in these years, and a year before and after."""
    zone = Timezone.from_tzid(
        timezone.get_default_timezone_name(),
        first_date=date(first_year - 1, 1, 1),
        last_date=date(last_year + 2, 1, 1),
    )
    zone.pop("COMMENT", None)
    return zone


def _text(text: str) -> vText:
    return vText(without_controls(str(text)))


def _uri(address: str) -> vUri:
    return vUri(address, params={"VALUE": "URI"})


def _duration(time: timedelta) -> vDuration:
    return vDuration(time, params={"VALUE": "DURATION"})
