"""A date keeps its identity through the form of its story."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse

from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

import pytest
from bs4 import BeautifulSoup
from icalendar import Calendar

from refugeeweek.models import Occurrence


pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="Does not depend on the database."
)


@pytest.fixture
def editor(client, admin_user):
    client.force_login(admin_user)
    return client


def send(editor, story, action="", **changes):
    """Open the form of a story, change dates in it, and send it."""
    url = reverse("wagtailadmin_pages:edit", args=[story.pk])
    soup = BeautifulSoup(editor.get(url).content, "html5lib")
    rows = {
        tag["name"]: tag.get("value", "")
        for tag in soup.select("[name^='occurrences-']")
        if "__prefix__" not in tag["name"] and tag.name == "input"
    }
    rows = {name: value for name, value in rows.items() if "DELETE" not in name}
    for tag in soup.select("select[name^='occurrences-']"):
        if chosen := tag.select_one("[selected]"):
            rows[tag["name"]] = chosen["value"]
    data = nested_form_data(
        {
            "title": story.title,
            "slug": story.slug,
            "introduction": story.introduction,
            "image": "",
            "event_format": "concert",
            "programme": "",
            "body": streamfield([]),
            "partnerships": inline_formset([]),
            "contributors": inline_formset([]),
            "comments": inline_formset([]),
        }
    )
    data |= {"action-publish": "1"} if action else {}
    response = editor.post(url, data | rows | changes)
    assert response.status_code == 302, response.context["form"].errors
    return rows


def uids(story):
    calendar = Calendar.from_ical(Client().get(f"{story.url}calendar.ics").content)
    return {str(event["UID"]): str(event["DTSTART"].dt) for event in calendar.events}


def added(number, day):
    """Return what the browser sends of a new row, made of the form's template."""
    return {
        "occurrences-TOTAL_FORMS": str(number + 1),
        f"occurrences-{number}-id": "",
        f"occurrences-{number}-start_date": day,
        f"occurrences-{number}-status": "scheduled",
    }


def test_date__keeps_its_uid_through_drafts_and_publishing(editor, story):
    story.save_revision().publish()
    send(editor, story, **added(0, "2022-06-24"))  # a draft of a live page: no row yet
    rows = send(editor, story)
    assert rows["occurrences-0-id"] == ""
    send(editor, story, "publish")
    (first,) = uids(story)
    send(editor, story, **added(1, "2022-06-25"))
    moved = {"occurrences-0-start_date": "2022-06-26"}
    note = {"occurrences-0-status_note": "Moved to Sunday."}
    send(editor, story, "publish", **moved, **note)
    found = uids(story)
    assert found[first] == "2022-06-26"
    assert sorted(found.values()) == ["2022-06-25", "2022-06-26"]


def test_new_dates__get_a_uid_each(editor, story):
    story.save_revision().publish()
    two = added(0, "2022-06-24") | added(1, "2022-06-25")
    send(editor, story, "publish", **two)
    assert len(uids(story)) == 2


def test_uid__is_seen_by_no_editor(editor, story):
    story.occurrences = [Occurrence(start_date=datetime.date(2022, 6, 24))]
    story.save_revision().publish()
    url = reverse("wagtailadmin_pages:edit", args=[story.pk])
    soup = BeautifulSoup(editor.get(url).content, "html5lib")
    fields = soup.select("[name$='-uid']")
    assert {tag["type"] for tag in fields} == {"hidden"}
    assert not [tag for tag in fields if "__prefix__" in tag["name"]]


@pytest.mark.parametrize("day", ["0001-01-01", "0022-06-24", "9999-12-31"])
def test_date__of_a_mistyped_year_is_refused(day):
    for name in ("start_date", "end_date"):
        days = {"start_date": datetime.date(2022, 6, 24), "end_date": None}
        row = Occurrence(**days | {name: datetime.date.fromisoformat(day)})
        with pytest.raises(ValidationError) as caught:
            row.clean()
        assert name in caught.value.message_dict
