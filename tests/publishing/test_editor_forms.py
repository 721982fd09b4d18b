"""“Publish on” in the form of a page, as a press officer uses it."""

from __future__ import annotations

import datetime
import time
from zoneinfo import ZoneInfo

from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from wagtail.users.models import UserProfile

import pytest

from press.models import PressReleasePage
from tests import factories
from tests.publishing.editing import (
    EMBARGO,
    IN_WORDS,
    MINUTE,
    START,
    TYPED,
    edit_url,
    make_editor,
    release_form,
    save,
    scheduled,
    text_of,
)


MARCH = "2026-03-29 01:30"
OCTOBER = "2026-10-25 01:30"


@pytest.fixture(autouse=True)
def _clock(time_machine):
    time_machine.move_to(START, tick=False)


@pytest.fixture
def officer(press, client):
    """A press officer who is logged in."""
    user = make_editor("officer", press, "add", "change", "publish")
    client.force_login(user)
    return user


@pytest.fixture
def draft(press):
    return factories.PressReleasePageFactory(
        parent=press, title="Choir to sing", live=False
    )


def add_url(press) -> str:
    return reverse(
        "wagtailadmin_pages:add", args=["press", "pressreleasepage", press.pk]
    )


def test_new_release__is_scheduled_in_london_time(officer, press, client):
    client.post(add_url(press), release_form("publish", go_live_at=TYPED))
    release = PressReleasePage.objects.get(slug="choir-to-sing")
    assert not release.live
    assert scheduled(release) == EMBARGO


def test_schedule__is_kept_to_the_second(officer, draft, client, time_machine):
    save(client, draft, "publish", go_live_at=TYPED)
    for moment, status in [(EMBARGO - MINUTE / 60, 404), (EMBARGO, 200)]:
        time_machine.move_to(moment, tick=False)
        call_command("run_scheduler", once=True)
        assert client.get("/press/choir-to-sing/").status_code == status


@pytest.mark.parametrize("month", ["01", "07"])
def test_schedule__winter_and_summer(officer, draft, client, time_machine, month):
    time_machine.move_to(datetime.datetime(2025, 12, 1, tzinfo=datetime.UTC))
    save(client, draft, "publish", go_live_at=f"2026-{month}-15 09:00")
    hour = 9 if month == "01" else 8
    assert scheduled(draft) == datetime.datetime(
        2026, int(month), 15, hour, tzinfo=datetime.UTC
    )


def test_schedule__server_and_editor_in_tokyo(officer, draft, client, monkeypatch):
    UserProfile.objects.update_or_create(
        user=officer, defaults={"current_time_zone": "Asia/Tokyo"}
    )
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        with timezone.override(ZoneInfo("Asia/Tokyo")):
            save(client, draft, "publish", go_live_at=TYPED)
            answer = client.get(edit_url(draft))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert scheduled(draft) == EMBARGO
    assert TYPED in answer.content.decode()
    assert IN_WORDS in text_of(answer)
    assert "JST" not in text_of(answer)


def test_account__offers_no_time_zone(officer, client):
    answer = client.get(reverse("wagtailadmin_account"))
    assert "current_time_zone" not in answer.content.decode()


def test_form__has_plain_words_and_the_zone(officer, draft, client):
    words = text_of(client.get(edit_url(draft)))
    assert "Publish on" in words
    assert "Take down on" in words
    assert "London time (BST/GMT)" in words
    assert "Go live" not in words


@pytest.mark.parametrize("field", ["go_live_at", "expire_at"])
@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        (MARCH, "01:30 does not exist on Sunday 29 March 2026"),
        (OCTOBER, "01:30 happens twice on Sunday 25 October 2026"),
    ],
)
def test_clock_change__is_explained(
    officer, draft, client, time_machine, field, typed, reason
):
    time_machine.move_to(datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
    answer = save(client, draft, "publish", **{field: typed})
    # In the dialogue, which is closed, and above the form.
    assert text_of(answer).count(reason) == 2
    assert typed in answer.content.decode()
    draft.refresh_from_db()
    assert not draft.live
    assert scheduled(draft) is None


@pytest.mark.parametrize(
    ("typed", "utc"),
    [
        ("2026-03-29 00:59", "2026-03-29T00:59"),
        ("2026-03-29 02:00", "2026-03-29T01:00"),
        ("2026-10-25 00:59", "2026-10-24T23:59"),
        ("2026-10-25 02:00", "2026-10-25T02:00"),
    ],
)
def test_clock_change__beside_it(officer, draft, client, time_machine, typed, utc):
    time_machine.move_to(datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
    save(client, draft, "publish", go_live_at=typed)
    assert scheduled(draft) == datetime.datetime.fromisoformat(f"{utc}+00:00")


def test_time_that_has_passed__does_not_publish_at_once(officer, draft, client):
    answer = save(client, draft, "publish", go_live_at="2025-06-20 00:01")
    assert "This time has passed" in text_of(answer)
    draft.refresh_from_db()
    assert not draft.live


def test_time_that_has_passed__of_a_published_page_may_stay(officer, press, client):
    release = factories.PressReleasePageFactory(
        parent=press, go_live_at=START - MINUTE, slug="out"
    )
    typed = f"{timezone.localtime(START - MINUTE):%Y-%m-%d %H:%M}"
    save(client, release, "publish", title="Corrected", go_live_at=typed)
    release.refresh_from_db()
    assert release.title == "Corrected"


def test_american_date__is_not_misread(officer, draft, client):
    save(client, draft, "publish", go_live_at="06/07/2026 00:01")
    assert scheduled(draft) == datetime.datetime(2026, 7, 5, 23, 1, tzinfo=datetime.UTC)


def test_take_down_before_publish__in_the_words_of_the_form(officer, draft, client):
    answer = save(
        client, draft, "publish", go_live_at=TYPED, expire_at="2026-06-19 23:00"
    )
    assert "“Publish on” must be before “Take down on”." in text_of(answer)


def test_scheduled_page__says_how_to_cancel(officer, draft, client):
    save(client, draft, "publish", go_live_at=TYPED)
    words = text_of(client.get(edit_url(draft)))
    assert f"will be published on {IN_WORDS} and is locked until then" in words
    assert "Cancel scheduled publish" in words


def test_cancelled__stays_hidden_for_ever(officer, draft, client, time_machine):
    save(client, draft, "publish", go_live_at=TYPED)
    revision = draft.revisions.get(approved_go_live_at__isnull=False)
    address = reverse(
        "wagtailadmin_pages:revisions_unschedule", args=[draft.pk, revision.pk]
    )
    assert "Yes, cancel it" in client.get(address).content.decode()
    answer = client.post(address, follow=True)
    assert "is cancelled" in text_of(answer)
    assert scheduled(draft) is None
    for moment in (EMBARGO, EMBARGO + datetime.timedelta(days=365)):
        time_machine.move_to(moment, tick=False)
        call_command("run_scheduler", once=True)
        assert client.get("/press/choir-to-sing/").status_code == 404
    draft.refresh_from_db()
    assert not draft.live


def test_scheduled_draft__of_a_page_that_a_program_has_made(officer, press, client):
    """Wagtail would take it down until then: it knows of no public version."""
    release = factories.PressReleasePageFactory(parent=press, slug="made")
    assert release.live_revision is None
    save(client, release, "publish", go_live_at=TYPED, introduction="The new text.")
    assert scheduled(release) == EMBARGO
    answer = client.get("/press/made/")
    assert answer.status_code == 200
    assert "A choir sings online." in answer.content.decode()


def test_draft__of_a_page_that_a_program_has_made(officer, press, client):
    """It stays the newest version where the form is refused."""
    release = factories.PressReleasePageFactory(parent=press, slug="made")
    release.introduction = "The new text."
    release.save_revision()
    save(client, release, "publish", go_live_at="2025-01-01 00:00")
    release.refresh_from_db()
    assert release.get_latest_revision_as_object().introduction == "The new text."
    assert release.live_revision.as_object().introduction == "A choir sings online."
