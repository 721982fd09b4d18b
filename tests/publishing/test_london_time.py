"""Times of the press office, read and written."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils import timezone

import pytest

from cms.publishing.london_time import LondonDateTimeField, london_text, zone_label
from cms.publishing.templatetags.london_time_tags import london_time


UTC = datetime.UTC
JUNE = datetime.datetime(2026, 6, 19, 23, 1, tzinfo=UTC)


@pytest.fixture(params=["Europe/London", "UTC", "Asia/Tokyo", "America/New_York"])
def _active_zone(request):
    """Whatever zone Django has been told to use."""
    with timezone.override(ZoneInfo(request.param)):
        yield


@pytest.mark.usefixtures("_active_zone")
@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-06-20 00:01", JUNE),
        (" 2026-06-20 00:01:00 ", JUNE),
        ("20/06/2026 00:01", JUNE),
        ("2026-06-20T00:01+01:00", JUNE),
        ("2026-06-19T23:01Z", JUNE),
        ("2026-01-15 09:00", datetime.datetime(2026, 1, 15, 9, 0, tzinfo=UTC)),
        ("2026-03-29 02:00", datetime.datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        ("2026-10-25 02:00", datetime.datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
        ("", None),
    ],
)
def test_field__reads_london_time(typed, moment):
    assert LondonDateTimeField(required=False).clean(typed) == moment


@pytest.mark.usefixtures("_active_zone")
def test_field__shows_what_was_typed():
    field = LondonDateTimeField()
    shown = field.prepare_value(field.clean("2026-06-20 00:01").astimezone(UTC))
    assert shown == datetime.datetime(2026, 6, 20, 0, 1)
    assert not field.has_changed(JUNE, "2026-06-20 00:01")


@pytest.mark.usefixtures("_active_zone")
@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (
            "2026-03-29 01:00",
            "01:00 does not exist on Sunday 29 March 2026: the clocks go forward from "
            "01:00 to 02:00. Choose another time.",
        ),
        (
            "2026-10-25 01:59",
            "01:59 happens twice on Sunday 25 October 2026: the clocks go back from "
            "02:00 to 01:00. Choose a time before 01:00 or from 02:00 on.",
        ),
    ],
)
def test_field__explains_a_change_of_the_clocks(typed, message):
    with pytest.raises(ValidationError) as caught:
        LondonDateTimeField().clean(typed)
    assert caught.value.messages == [message]


@pytest.mark.parametrize(
    "typed", ["soon", "06/30/2026 10:00", "2026-13-01 10:00", "\0"]
)
def test_field__refuses_what_is_no_time(typed):
    with pytest.raises(ValidationError):
        LondonDateTimeField().clean(typed)


@pytest.mark.parametrize("typed", ["0001-01-01 00:00", "9999-12-31 23:59"])
def test_field__takes_the_ends_of_the_calendar(typed):
    assert LondonDateTimeField().clean(typed)


@pytest.mark.usefixtures("_active_zone")
def test_london_text__names_the_zone():
    assert london_text(JUNE) == "Sat 20 June 2026, 00:01 BST"
    winter = datetime.datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
    assert london_text(winter) == "Tue 1 December 2026, 09:00 GMT"
    assert london_time(JUNE) == london_text(JUNE)
    assert london_time(None) == ""


def test_zone_label__says_both_names():
    assert zone_label() == "London time (BST/GMT)"
