"""The scheduler and bundles: all pages go live in one instant, or none does."""

from __future__ import annotations

from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from wagtail.models import ModelLogEntry, Page, PageLogEntry
from wagtail.signals import page_published

import pytest

from cms.publishing.bundles import approve, submit, withdraw
from cms.publishing.models import Bundle, BundleState
from cms.publishing.scheduler import next_due
from tests import factories
from tests.publishing.conftest import MINUTE, SECOND, START, bundle_of
from tests.publishing.test_bundles import approved, seen


def run_at(clock, moment):
    clock.move_to(moment, tick=False)
    call_command("run_scheduler", once=True)


def live(pages):
    return Page.objects.filter(pk__in=[page.pk for page in pages], live=True).count()


def log_entries(pages):
    return PageLogEntry.objects.filter(
        page_id__in=[page.pk for page in pages], action="wagtail.publish.scheduled"
    )


@pytest.fixture
def planned(bundle, author, approver):
    return approved(bundle, author, approver)


def test_bundle__goes_live_at_its_second(planned, drafts, clock, approver):
    run_at(clock, planned.go_live_at - SECOND)
    assert live(drafts) == 0

    run_at(clock, planned.go_live_at)
    assert live(drafts) == 3
    planned.refresh_from_db()
    assert planned.state == BundleState.PUBLISHED
    assert planned.published_at == planned.go_live_at
    assert [entry.user for entry in log_entries(drafts)] == [approver] * 3
    assert drafts[0].get_lock() is None


def test_bundle__goes_live_once(planned, drafts, clock):
    run_at(clock, planned.go_live_at)
    run_at(clock, planned.go_live_at)
    run_at(clock, START)  # the clock was set back
    run_at(clock, planned.go_live_at + MINUTE)
    assert log_entries(drafts).count() == 3
    published = ModelLogEntry.objects.filter(action="publishing.bundle.publish")
    assert published.count() == 1


def test_bundle__catches_up_after_downtime(planned, drafts, clock):
    run_at(clock, planned.go_live_at + 60 * MINUTE)
    assert live(drafts) == 3


@pytest.mark.parametrize("state", [BundleState.DRAFT, BundleState.IN_REVIEW])
def test_bundle__not_approved__stays(bundle, drafts, clock, author, state):
    Bundle.objects.update(state=state)
    run_at(clock, bundle.go_live_at)
    assert live(drafts) == 0


def test_bundle__withdrawn__stays(planned, drafts, clock, author):
    withdraw(planned.pk, author)
    run_at(clock, planned.go_live_at)
    assert live(drafts) == 0


def test_bundle__what_was_approved_is_what_appears(
    bundle, release, author, approver, clock
):
    """A version that was saved past the lock, by a script say, stays a draft."""
    release.save_revision(user=author).publish()
    release.introduction = "Approved."
    release.save_revision(user=author)
    planned = approved(bundle_of([release], title="Change"), author, approver)
    release.introduction = "Sneaked in."
    release.save_revision(user=author)
    run_at(clock, planned.go_live_at)
    release.refresh_from_db()
    assert release.introduction == "Approved."
    assert release.has_unpublished_changes


@pytest.fixture
def clash(planned, press, drafts):
    """The last of the pages cannot go live: its address was taken since."""
    return factories.PressReleasePageFactory(parent=press, slug=drafts[2].slug + "-x")


def take_address(page, other):
    Page.objects.filter(pk=other.pk).update(slug=page.slug)


@pytest.fixture
def failed(planned, drafts, clash, clock):
    take_address(drafts[2], clash)
    with pytest.raises(CommandError, match="1 failed"):
        run_at(clock, planned.go_live_at)
    planned.refresh_from_db()
    return planned


def test_bundle__one_page_fails__nothing_remains(failed, drafts):
    assert live(drafts) == 0
    assert not log_entries(drafts).exists()
    assert not Page.objects.filter(first_published_at=failed.go_live_at).exists()
    assert failed.state == BundleState.FAILED
    assert failed.failure.startswith("“News 2” could not be published. Slug: The slug")
    entry = ModelLogEntry.objects.get(action="publishing.bundle.fail")
    assert entry.data["reason"] == failed.failure
    assert drafts[0].get_lock() is None


def test_bundle__one_fails__other_bundles_and_pages_go_live(
    planned, drafts, clash, clock, press, author, approver
):
    pages = [
        factories.PressReleasePageFactory(parent=press, live=False) for _ in range(2)
    ]
    for page in pages:
        page.save_revision(user=author)
    other = approved(bundle_of(pages[:1], title="Other"), author, approver)
    pages[1].go_live_at = planned.go_live_at
    pages[1].save_revision().publish()
    take_address(drafts[2], clash)
    with pytest.raises(CommandError, match="1 failed"):
        run_at(clock, planned.go_live_at)
    assert live(pages) == 2
    other.refresh_from_db()
    assert other.state == BundleState.PUBLISHED


def test_bundle__failed__is_tried_again_after_a_new_approval(
    failed, drafts, clash, clock, author, approver
):
    clash.delete()
    run_at(clock, failed.go_live_at + MINUTE)
    assert live(drafts) == 0

    approve(failed.pk, approver, seen(failed))
    run_at(clock, failed.go_live_at + MINUTE)
    assert live(drafts) == 3
    failed.refresh_from_db()
    assert failed.failure == ""


def test_bundle__failed__can_be_withdrawn_and_planned_anew(
    failed, drafts, author, clock
):
    withdraw(failed.pk, author)
    Bundle.objects.update(go_live_at=failed.go_live_at + MINUTE)
    drafts[2].slug = "another"
    drafts[2].save_revision(user=author)
    assert submit(failed.pk, author).state == BundleState.IN_REVIEW


def test_bundle__deleted_page__the_others_do_not_appear_without_it(
    planned, drafts, clock
):
    Page.objects.get(pk=drafts[1].pk).delete()
    with pytest.raises(CommandError):
        run_at(clock, planned.go_live_at)
    planned.refresh_from_db()
    assert planned.failure == "“News 1” has been deleted."
    assert live(drafts) == 0


@pytest.fixture
def receiver(drafts):
    """Something that hears of published pages, and breaks at the second."""
    heard = []

    def hear(instance, **kwargs):
        heard.append(instance.pk)
        if len(heard) == 2:
            raise hear.error

    hear.error = RuntimeError("The receiver broke.")
    hear.heard = heard
    page_published.connect(hear)
    yield hear
    page_published.disconnect(hear)


def test_bundle__receiver_breaks__nothing_remains(planned, drafts, receiver, clock):
    with pytest.raises(CommandError):
        run_at(clock, planned.go_live_at)
    assert live(drafts) == 0
    planned.refresh_from_db()
    assert planned.state == BundleState.FAILED
    assert "The receiver broke" not in planned.failure  # that is for the log


def test_bundle__database_fails__stays_approved_and_is_tried_again(
    planned, drafts, receiver, clock
):
    receiver.error = OperationalError("the server went away")
    with pytest.raises(CommandError):
        run_at(clock, planned.go_live_at)
    assert live(drafts) == 0
    planned.refresh_from_db()
    assert planned.state == BundleState.APPROVED

    call_command("run_scheduler", once=True)
    assert live(drafts) == 3


def test_next_due__knows_bundles(planned):
    assert next_due(after=START) == planned.go_live_at
    assert next_due(after=planned.go_live_at) is None


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_bundle__readers_see_all_pages_or_none(planned, drafts, clock, receiver):
    """In the middle of the transaction another connection sees none of the pages."""
    other = connection.copy()
    counted = []

    def count(**kwargs):
        with other.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM wagtailcore_page WHERE live")
            counted.append(cursor.fetchone()[0])

    page_published.disconnect(receiver)
    page_published.connect(count)
    try:
        before = Page.objects.filter(live=True).count()
        run_at(clock, planned.go_live_at)
    finally:
        page_published.disconnect(count)
        other.close()
    assert counted == [before] * 3
    assert Page.objects.filter(live=True).count() == before + 3
