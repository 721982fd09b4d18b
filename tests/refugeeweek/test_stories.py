from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError

import pytest

from refugeeweek.models import EventStoryPage, Occurrence
from tests import factories


DAY = datetime.date(2022, 6, 24)
EVENING = datetime.time(19, 30)


@pytest.fixture
def occurrence(story):
    story.occurrences.add(Occurrence(start_date=DAY, start_time=EVENING))
    story.save_revision().publish()
    return Occurrence.objects.get()


def errors_of(occurrence) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as caught:
        occurrence.full_clean()
    return caught.value.message_dict


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"end_date": DAY - datetime.timedelta(1)}, "end_date"),
        ({"end_time": datetime.time(19, 0)}, "end_time"),
        ({"end_time": EVENING}, "end_time"),
        ({"start_time": None, "end_time": EVENING}, "start_time"),
    ],
)
def test_occurrence__refuses_an_end_before_its_beginning(story, values, field):
    values = {"start_date": DAY, "start_time": EVENING, **values}
    assert list(errors_of(Occurrence(story=story, **values))) == [field]


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"end_time": datetime.time(22, 0)},
        {"end_date": DAY + datetime.timedelta(1), "end_time": datetime.time(1, 0)},
    ],
)
def test_occurrence__accepts_real_evenings(story, values):
    occurrence = Occurrence(story=story, start_date=DAY, start_time=EVENING, **values)
    occurrence.full_clean()
    assert occurrence.last_date >= DAY


def test_occurrence__without_a_date_says_so(story):
    assert list(errors_of(Occurrence(story=story, start_date=None))) == ["start_date"]


def test_occurrence__that_is_cancelled_needs_a_note(story):
    occurrence = Occurrence(story=story, start_date=DAY, status="cancelled")
    assert list(errors_of(occurrence)) == ["status_note"]
    occurrence.status_note = "The hall is closed."
    occurrence.full_clean()


@pytest.mark.parametrize(
    "change",
    [
        {"start_date": DAY + datetime.timedelta(2)},
        {"start_time": datetime.time(20, 0)},
        {"end_date": DAY + datetime.timedelta(1)},
    ],
)
def test_occurrence__that_moves_after_publication_needs_a_note(occurrence, change):
    for name, value in change.items():
        setattr(occurrence, name, value)
    assert list(errors_of(occurrence)) == ["status_note"]
    occurrence.status_note = "Moved because of the strike."
    occurrence.full_clean()


def test_occurrence__of_a_draft_may_move_freely(occurrence, story):
    story.unpublish()
    occurrence.start_date += datetime.timedelta(2)
    occurrence.full_clean()
    assert occurrence.status_note == ""


def test_occurrence__may_change_its_venue_without_a_note(occurrence):
    occurrence.venue = factories.VenueFactory()
    occurrence.full_clean()
    assert occurrence.status_note == ""


def test_stories__stand_in_order_of_time(edition):
    dates = {"last": None, "second": DAY, "first": DAY - datetime.timedelta(3)}
    for slug, date in dates.items():
        story = factories.EventStoryPageFactory(parent=edition, slug=slug)
        if date:
            story.occurrences.add(Occurrence(start_date=date))
            story.save()
    in_order = EventStoryPage.objects.child_of(edition).in_order_of_time()
    assert [story.slug for story in in_order] == ["first", "second", "last"]


def test_venue__gives_its_place_as_numbers(db):
    venue = factories.VenueFactory(latitude="51.54430", longitude="-0.10250")
    venue.refresh_from_db()
    shape = venue.get_api_representation({})
    assert (shape["latitude"], shape["longitude"]) == (51.5443, -0.1025)
