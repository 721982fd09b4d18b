"""Editions as an `EventSeries`, and each date of a story as an `Event`.

With what Google asks for and recommends; nothing is made up where nothing is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from cms.core.structured_data import (
    CONTEXT,
    Node,
    about_page,
    as_text,
    publisher,
    without_blanks,
)
from cms.core.urls import absolute_page_url
from refugeeweek.models.occurrences import Occurrence


if TYPE_CHECKING:
    from django.http import HttpRequest

    from refugeeweek.models import EditionPage, EventStoryPage, Venue

STATUS = {
    Occurrence.Status.SCHEDULED: "EventScheduled",
    Occurrence.Status.CANCELLED: "EventCancelled",
    Occurrence.Status.POSTPONED: "EventPostponed",
    Occurrence.Status.RESCHEDULED: "EventRescheduled",
}
#: Where Refugee Week is held; it says that much of an event without a venue.
COUNTRY = "United Kingdom"


def event_series(edition: EditionPage, request: HttpRequest) -> Node:
    """Return an edition as a series of events."""
    about = about_page(edition, request)
    return without_blanks(
        {
            "@type": "EventSeries",
            "@id": _series_id(about["url"]),
            "name": edition.title,
            "alternateName": edition.theme,
            **about,
            "startDate": as_text(edition.start_date),
            "endDate": as_text(edition.end_date),
            "location": _country(),
            "organizer": publisher(request),
        }
    )


def events(story: EventStoryPage, request: HttpRequest) -> list[Node]:
    """Return the dates of a story, each as an event."""
    about = about_page(story, request)
    shared = {
        **about,
        "superEvent": _part_of(story, request),
        "organizer": publisher(request),
        "performer": [
            {"@type": "Person", "name": row.person.name}
            for row in story.contributors.all()
        ],
    }
    return [_event(row, story, shared) for row in story.occurrences.all()]


def _part_of(story: EventStoryPage, request: HttpRequest) -> Node | None:
    edition = story.public_parent
    address = edition and absolute_page_url(edition, request)
    if not (edition and address):
        return None
    return {
        "@type": "EventSeries",
        "@id": _series_id(address),
        "name": edition.title,
        "url": address,
    }


def _event(occurrence: Occurrence, story: EventStoryPage, shared: Node) -> Node:
    start, last = first_and_last(occurrence)
    is_bookable = (
        occurrence.booking_url and occurrence.status != Occurrence.Status.CANCELLED
    )
    return without_blanks(
        {
            "@type": "Event",
            "@id": f"{shared['url']}#{occurrence.uid_in(story)}",
            "name": story.title,
            **shared,
            "startDate": start,
            "endDate": last,
            "eventStatus": f"{CONTEXT}/{STATUS[Occurrence.Status(occurrence.status)]}",
            "eventAttendanceMode": f"{CONTEXT}/{_attendance(occurrence)}",
            "location": _location(occurrence, shared["url"]),
            "offers": {"@type": "Offer", "url": occurrence.booking_url}
            if is_bookable
            else None,
        }
    )


def first_and_last(occurrence: Occurrence) -> tuple[str | None, str | None]:
    """Return the beginning and the end of a date, by ISO 8601.

    A day stands for all of it: an event ends with its last one. Where nobody said at
    what time it ends, that day is all that is known.
    """
    span = occurrence.span
    if span.is_all_day:
        return as_text(span.start), as_text(occurrence.last_date)
    if occurrence.end_time is None or span.end is None:
        return as_text(span.start), as_text(occurrence.last_date)
    return as_text(span.start), as_text(span.end)


def _attendance(occurrence: Occurrence) -> str:
    if not occurrence.is_online:
        return "OfflineEventAttendanceMode"
    if occurrence.venue:
        return "MixedEventAttendanceMode"
    return "OnlineEventAttendanceMode"


def _location(occurrence: Occurrence, address: str) -> Any:
    """Return where it is: a place, a page on the web, or both."""
    places: list[Node] = []
    if occurrence.venue:
        places.append(_place(occurrence.venue))
    if occurrence.is_online:
        url = occurrence.booking_url or address
        places.append({"@type": "VirtualLocation", "url": url})
    return places if len(places) > 1 else (places or [_country()])[0]


def _place(venue: Venue) -> Node:
    position = None
    if venue.latitude is not None and venue.longitude is not None:
        position = {
            "@type": "GeoCoordinates",
            "latitude": float(venue.latitude),
            "longitude": float(venue.longitude),
        }
    address = without_blanks(
        {
            "@type": "PostalAddress",
            "streetAddress": venue.address,
            "addressLocality": venue.city,
            "addressCountry": venue.country,
        }
    )
    node = {"@type": "Place", "name": venue.name, "address": address, "geo": position}
    return without_blanks(node)


def _country() -> Node:
    address = {"@type": "PostalAddress", "addressCountry": "GB"}
    return {"@type": "Place", "name": gettext(COUNTRY), "address": address}


def _series_id(address: str) -> str:
    return f"{address}#edition"
