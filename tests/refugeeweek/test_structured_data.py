"""What pages tell search engines, whatever stands in them."""

from __future__ import annotations

import datetime
import re

from django.db import connection
from django.test import Client

import pytest

from refugeeweek.models import Occurrence
from tests import factories
from tests.structured import one, told
from tests.test_html.conftest import add_text


pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor != "sqlite", reason="Does not depend on the database."
    ),
]


def publish(page, **values):
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def test_headline__is_as_long_as_google_shows(release):
    publish(release, title="Word " * 40)
    headline = one(release.url, "NewsArticle")["headline"]
    assert len(headline) <= 110
    assert headline.endswith("…")


@pytest.mark.parametrize(
    ("values", "status", "mode", "places"),
    [
        ({}, "EventScheduled", "OfflineEventAttendanceMode", ["Place"]),
        (
            {"is_online": True, "booking_url": "https://tickets.example/1"},
            "EventScheduled",
            "OnlineEventAttendanceMode",
            ["VirtualLocation"],
        ),
        (
            {"status": "cancelled", "status_note": "A strike.", "has_venue": True},
            "EventCancelled",
            "OfflineEventAttendanceMode",
            ["Place"],
        ),
        (
            {"status": "postponed", "is_online": True, "has_venue": True},
            "EventPostponed",
            "MixedEventAttendanceMode",
            ["Place", "VirtualLocation"],
        ),
        (
            {"status": "rescheduled"},
            "EventRescheduled",
            "OfflineEventAttendanceMode",
            ["Place"],
        ),
    ],
)
def test_event__says_how_it_takes_place(story, values, status, mode, places):
    venue = factories.VenueFactory() if values.pop("has_venue", False) else None
    row = Occurrence(start_date=datetime.date(2022, 6, 24), venue=venue, **values)
    publish(story, occurrences=[row])
    node = one(story.url, "Event")
    assert node["eventStatus"] == f"https://schema.org/{status}"
    assert node["eventAttendanceMode"] == f"https://schema.org/{mode}"
    location = node["location"]
    found = location if isinstance(location, list) else [location]
    assert [place["@type"] for place in found] == places
    assert ("offers" in node) == ("booking_url" in values)


def test_story_without_a_date__is_no_event(story):
    assert "Event" not in told(story.url)


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!-- <script>", "&quot;\u2028x"]
)
def test_text__ends_no_script(story, home, text):
    publish(story, title=text, introduction=text)
    add_text(home, organisation_name=text)
    source = Client().get(story.url).text
    scripts = re.findall(
        r"<script type=\"application/ld\+json\">(.*?)</script>", source
    )
    assert len(scripts) == len(told(story.url))
    assert not any(sign in script for script in scripts for sign in "<>&\u2028")
    assert one(story.url, "Organization")["name"] == text


def test_policy__runs_no_script_in_the_page(story):
    policy = Client().get(story.url).headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe-inline" not in policy


def test_draft__tells_search_engines_nothing(story, admin_user, client):
    client.force_login(admin_user)
    response = client.get(f"/admin/pages/{story.pk}/view_draft/")
    assert b"ld+json" not in response.content
