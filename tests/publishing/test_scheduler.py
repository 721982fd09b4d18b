"""What the scheduler does to the pages, through `run_scheduler --once`."""

from __future__ import annotations

import datetime

from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from wagtail.models import Page, PageLogEntry

import pytest
from wagtail_headless_preview.models import PagePreview

from cms.publishing.management.commands.run_scheduler import Command as RunScheduler
from cms.publishing.models import Heartbeat
from cms.publishing.scheduler import FIRST_RETRY, Scheduler, expire_page, next_due
from tests import factories
from tests.publishing.conftest import MINUTE, SECOND, START


def schedule(page: Page, at: datetime.datetime, **changes) -> None:
    """Do what an editor does who sets a go-live time and presses “Publish”."""
    for name, value in changes.items():
        setattr(page, name, value)
    page.go_live_at = at
    page.save_revision().publish()


@pytest.fixture
def draft(press, clock):
    return factories.PressReleasePageFactory(parent=press, title="Draft", live=False)


@pytest.fixture
def published(release, clock):
    """A release that an editor has published: unlike `release`, it has a version."""
    release.save_revision().publish()
    release.refresh_from_db()
    return release


def entries(page: Page, action: str) -> int:
    return PageLogEntry.objects.filter(page_id=page.pk, action=action).count()


def test_run_scheduler__publishes_at_its_second(draft, clock):
    schedule(draft, START + MINUTE)

    clock.move_to(START + MINUTE - datetime.timedelta(seconds=1), tick=False)
    call_command("run_scheduler", once=True)
    draft.refresh_from_db()
    assert not draft.live

    clock.move_to(START + MINUTE, tick=False)
    call_command("run_scheduler", once=True)
    draft.refresh_from_db()
    assert draft.live
    assert draft.last_published_at == START + MINUTE
    assert entries(draft, "wagtail.publish.scheduled") == 1


def test_run_scheduler__publishes_a_new_version_of_a_live_page(published, clock):
    schedule(published, START + MINUTE, introduction="The new text.")
    published.refresh_from_db()
    assert published.live
    assert published.introduction != "The new text."

    clock.move_to(START + MINUTE, tick=False)
    call_command("run_scheduler", once=True)
    published.refresh_from_db()
    assert published.introduction == "The new text."


def test_run_scheduler__catches_up_after_downtime(draft, clock):
    schedule(draft, START + MINUTE)
    clock.move_to(START + datetime.timedelta(days=1), tick=False)
    call_command("run_scheduler", once=True)
    draft.refresh_from_db()
    assert draft.live


def test_run_scheduler__does_nothing_twice(draft, clock):
    schedule(draft, START + MINUTE)
    clock.move_to(START + MINUTE, tick=False)
    call_command("run_scheduler", once=True)
    call_command("run_scheduler", once=True)
    assert entries(draft, "wagtail.publish.scheduled") == 1


def test_run_scheduler__expires_at_its_second(release, clock):
    release.expire_at = START + MINUTE
    release.save()

    call_command("run_scheduler", once=True)
    release.refresh_from_db()
    assert release.live

    clock.move_to(START + MINUTE, tick=False)
    call_command("run_scheduler", once=True)
    release.refresh_from_db()
    assert not release.live
    assert release.expired
    assert entries(release, "wagtail.unpublish.scheduled") == 1


def test_run_scheduler__both_dates_past__published_then_expired(draft, clock):
    schedule(draft, START + MINUTE, expire_at=START + 2 * MINUTE)
    clock.move_to(START + 3 * MINUTE, tick=False)
    call_command("run_scheduler", once=True)
    draft.refresh_from_db()
    assert not draft.live
    assert draft.expired
    assert draft.first_published_at == START + 3 * MINUTE


def test_run_scheduler__expiry_and_a_later_version_past__the_version_is_live(
    published, clock
):
    published.expire_at = START + MINUTE
    published.save()
    schedule(published, START + 2 * MINUTE, expire_at=None, introduction="New.")
    clock.move_to(START + 3 * MINUTE, tick=False)
    call_command("run_scheduler", once=True)
    published.refresh_from_db()
    assert published.live
    assert published.introduction == "New."


@pytest.fixture
def clash(press, draft, published, clock):
    """A page whose new version cannot be published: another took the address."""
    schedule(published, START + MINUTE, slug="wanted")
    factories.PressReleasePageFactory(parent=press, slug="wanted")
    schedule(draft, START + 2 * MINUTE)
    clock.move_to(START + 2 * MINUTE, tick=False)
    return published


def test_run_scheduler__one_page_fails__the_others_go_live(clash, draft, caplog):
    with pytest.raises(CommandError, match="1 failed"):
        call_command("run_scheduler", once=True)
    draft.refresh_from_db()
    clash.refresh_from_db()
    assert draft.live
    assert clash.slug != "wanted"
    assert "'wanted' is already in use" in caplog.text  # the log says why
    assert Heartbeat.objects.get(name="scheduler").detail == "1 failing"


def test_run_scheduler__a_failed_page_is_tried_again(clash):
    with pytest.raises(CommandError):
        call_command("run_scheduler", once=True)
    Page.objects.filter(slug="wanted").update(slug="given-up")
    call_command("run_scheduler", once=True)
    clash.refresh_from_db()
    assert clash.slug == "wanted"


def test_scheduler__a_failed_page_is_not_tried_at_each_round(clash, clock, caplog):
    scheduler = Scheduler()

    def attempts_at(moment: datetime.datetime) -> int:
        caplog.clear()
        clock.move_to(moment, tick=False)
        assert scheduler.run(moment, lambda: True) == 1
        return len(caplog.records)

    first = timezone.now()
    assert attempts_at(first) == 1
    assert attempts_at(first + FIRST_RETRY / 2) == 0
    assert attempts_at(first + FIRST_RETRY) == 1
    assert attempts_at(first + 2 * FIRST_RETRY) == 0
    assert attempts_at(first + 3 * FIRST_RETRY) == 1


def test_scheduler__clock_set_back__failed_page_is_tried_again(clash, clock, caplog):
    """Waiting for the time of the next try to come round again could take hours."""
    scheduler = Scheduler()
    clock.move_to(START + 60 * MINUTE, tick=False)
    scheduler.run(timezone.now(), lambda: True)
    clock.move_to(START + 2 * MINUTE, tick=False)
    caplog.clear()
    scheduler.run(timezone.now(), lambda: True)
    assert len(caplog.records) == 1


def test_run_scheduler__clock_set_back__goes_on_beating(db, clock):
    command = RunScheduler()
    command.go_on()
    clock.move_to(START - 60 * MINUTE, tick=False)
    command.go_on()
    assert Heartbeat.objects.get().beat_at == START - 60 * MINUTE


def test_run_scheduler__clock_set_back__page_is_not_published_again(draft, clock):
    schedule(draft, START + MINUTE)
    for moment in (START + MINUTE, START, START + MINUTE):
        clock.move_to(moment, tick=False)
        call_command("run_scheduler", once=True)
    assert entries(draft, "wagtail.publish.scheduled") == 1


@pytest.mark.parametrize(
    "instant",
    [
        datetime.datetime(2027, 3, 28, 1, 0, tzinfo=datetime.UTC),  # 02:00 BST
        datetime.datetime(2026, 10, 25, 0, 30, tzinfo=datetime.UTC),  # 01:30 BST
        datetime.datetime(2026, 10, 25, 1, 30, tzinfo=datetime.UTC),  # 01:30 GMT
    ],
)
def test_run_scheduler__in_the_nights_when_clocks_change(draft, clock, instant):
    schedule(draft, instant)
    for moment, is_live in [(instant - SECOND, False), (instant, True)]:
        clock.move_to(moment, tick=False)
        call_command("run_scheduler", once=True)
        draft.refresh_from_db()
        assert draft.live == is_live


def test_publish_scheduled__is_ours(draft, clock):
    """Wagtail's command of this name locks nothing, and ends at the first failure."""
    schedule(draft, START + MINUTE)
    clock.move_to(START + MINUTE, tick=False)
    call_command("publish_scheduled")
    draft.refresh_from_db()
    assert draft.live
    assert Heartbeat.objects.get().name == "scheduler"


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite has one lock: nothing is skipped"
)
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_scheduler__another_is_at_a_page__does_not_wait_and_looks_again(draft, clock):
    schedule(draft, START + MINUTE)
    clock.move_to(START + MINUTE, tick=False)
    other = connection.copy()
    other.set_autocommit(False)
    scheduler = Scheduler()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT 1 FROM wagtailcore_revision FOR UPDATE")
        assert scheduler.run(timezone.now(), lambda: True) == 0
        assert scheduler.left_some
    finally:
        other.close()  # it was killed
    scheduler.run(timezone.now(), lambda: True)
    draft.refresh_from_db()
    assert draft.live
    assert not scheduler.left_some


def test_expire_page__a_version_is_due__waits_for_it(published, clock):
    """The other scheduler may be about to publish; expiring would cancel that."""
    published.expire_at = START + MINUTE
    published.save()
    schedule(published, START + 2 * MINUTE, expire_at=None, introduction="New.")
    clock.move_to(START + 3 * MINUTE, tick=False)
    expire_page(published.pk)
    call_command("run_scheduler", once=True)
    published.refresh_from_db()
    assert published.live
    assert published.introduction == "New."


def test_scheduler__a_withdrawn_page_is_forgotten(clash):
    scheduler = Scheduler()
    assert scheduler.run(timezone.now(), lambda: True) == 1
    clash.revisions.update(approved_go_live_at=None)
    assert scheduler.run(timezone.now(), lambda: True) == 0


def test_scheduler__told_to_stop__leaves_the_rest_for_the_next_start(draft, clock):
    schedule(draft, START + MINUTE)
    clock.move_to(START + MINUTE, tick=False)
    Scheduler().run(timezone.now(), lambda: False)
    draft.refresh_from_db()
    assert not draft.live


def test_next_due__is_the_earliest_of_both_kinds(draft, release):
    assert next_due(after=START) is None
    release.expire_at = START + 2 * MINUTE
    release.save()
    assert next_due(after=START) == START + 2 * MINUTE
    schedule(draft, START + MINUTE)
    assert next_due(after=START) == START + MINUTE
    assert next_due(after=START + MINUTE) == START + 2 * MINUTE


def test_run_scheduler__deletes_old_previews(release, clock):
    signer = release.get_preview_signer()
    release.update_page_preview(signer.sign("old"))
    clock.move_to(START + datetime.timedelta(hours=2), tick=False)
    release.update_page_preview(signer.sign("new"))
    call_command("run_scheduler", once=True)
    assert [row.token for row in PagePreview.objects.all()] == [signer.sign("new")]
