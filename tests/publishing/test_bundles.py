"""Bundles: who may move them from state to state, and what stands in the way."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from wagtail.models import ModelLogEntry, Page, Task, Workflow, WorkflowTask

import pytest

from cms.publishing.bundles import approve, submit, versions, withdraw
from cms.publishing.models import Bundle, BundleState
from tests import factories
from tests.publishing.conftest import MINUTE, START, bundle_of


def seen(bundle):
    return versions(list(bundle.entries.select_related("page")))


def approved(bundle, author, approver):
    submit(bundle.pk, author)
    return approve(bundle.pk, approver, seen(bundle))


def refusal(action, *args):
    with pytest.raises(ValidationError) as refused:
        action(*args)
    return " ".join(refused.value.messages)


def actions(bundle):
    entries = ModelLogEntry.objects.filter(object_id=str(bundle.pk))
    return [entry.action for entry in entries.order_by("timestamp", "pk")]


def test_approve__pins_the_latest_version_of_each_page(bundle, author, approver):
    approved(bundle, author, approver)
    bundle.refresh_from_db()
    assert bundle.state == BundleState.APPROVED
    assert (bundle.submitted_by, bundle.approved_by) == (author, approver)
    assert bundle.approved_at == START
    assert [entry.revision for entry in bundle.entries.all()] == [
        entry.page.latest_revision for entry in bundle.entries.all()
    ]


def test_steps__are_in_the_audit_log(bundle, author, approver):
    approved(bundle, author, approver)
    withdraw(bundle.pk, author)
    assert actions(bundle) == [
        "publishing.bundle.submit",
        "publishing.bundle.approve",
        "publishing.bundle.withdraw",
    ]
    entry = ModelLogEntry.objects.get(action="publishing.bundle.approve")
    assert entry.user == approver
    assert entry.data["pages"] == ["News 0", "News 1", "News 2"]
    assert entry.message == "Approved"


def test_submit__no_pages__refused(drafts, author):
    assert "no pages" in refusal(submit, bundle_of([]).pk, author)


def test_submit__page_without_a_draft__refused(drafts, press, author):
    release = factories.PressReleasePageFactory(parent=press, title="Never saved")
    assert "“Never saved” has no draft" in refusal(
        submit, bundle_of([release]).pk, author
    )
    release.save_revision().publish()
    assert "all its changes are public already" in refusal(
        submit, Bundle.objects.get().pk, author
    )


def test_submit__new_version_of_a_public_page(bundle, release, author):
    release.save_revision().publish()
    release.introduction = "The new text."
    release.save_revision()
    assert submit(bundle_of([release]).pk, author).state == BundleState.IN_REVIEW


def test_submit__page_with_a_schedule_of_its_own__refused(bundle, drafts, author):
    drafts[1].go_live_at = START + MINUTE
    drafts[1].save_revision().publish()
    text = refusal(submit, bundle.pk, author)
    assert "“News 1” is scheduled on its own" in text
    assert "Mon 15 June 2026, 10:01 BST" in text


def test_submit__draft_with_a_time_of_its_own__refused(bundle, drafts, author):
    drafts[1].go_live_at = START + MINUTE
    drafts[1].save_revision()
    assert "“News 1” has a time of its own" in refusal(submit, bundle.pk, author)


def test_submit__page_that_expires_before__refused(bundle, drafts, author):
    drafts[2].expire_at = bundle.go_live_at
    drafts[2].save_revision()
    assert "“News 2” expires on" in refusal(submit, bundle.pk, author)


def test_submit__draft_that_could_not_be_published__refused(
    bundle, drafts, press, author
):
    factories.PressReleasePageFactory(parent=press, slug="wanted")
    drafts[0].slug = "wanted"
    drafts[0].save_revision(clean=False)
    text = refusal(submit, bundle.pk, author)
    assert "“News 0” is not complete. Slug: " in text
    assert "already in use" in text


def test_submit__block_that_is_not_complete__refused(bundle, drafts, author):
    drafts[0].body = [("heading", {"text": "", "level": "2"})]
    drafts[0].save_revision(clean=False)
    assert "a block in “Body”" in refusal(submit, bundle.pk, author)


def test_submit__page_in_another_open_bundle__refused(bundle, drafts, author):
    bundle_of(drafts[:1], title="Other")
    assert "“News 0” is already in the bundle “Other”" in refusal(
        submit, bundle.pk, author
    )


def test_submit__page_of_a_published_bundle__may_be_in_a_new_one(drafts, author):
    bundle_of(drafts[:1], state=BundleState.PUBLISHED)
    new = bundle_of(drafts[:1], title="New")
    assert submit(new.pk, author).state == BundleState.IN_REVIEW


def test_submit__page_in_a_review_of_its_own__refused(bundle, drafts, press, author):
    workflow = Workflow.objects.create(name="Review")
    task = Task.objects.create(name="Read")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    workflow.start(drafts[0], author)
    assert "“News 0” is in a review of its own" in refusal(submit, bundle.pk, author)


def test_submit__deleted_page__refused(bundle, drafts, author):
    Page.objects.get(pk=drafts[0].pk).delete()
    assert "“News 0” has been deleted" in refusal(submit, bundle.pk, author)


def test_approve__own_bundle__refused(bundle, drafts, approver):
    submit(bundle.pk, approver)
    text = refusal(approve, bundle.pk, approver, seen(bundle))
    assert text == "You submitted this bundle, so somebody else must approve it."


def test_approve__own_version_of_a_page__refused(bundle, drafts, author, approver):
    drafts[1].save_revision(user=approver)
    submit(bundle.pk, author)
    text = refusal(approve, bundle.pk, approver, seen(bundle))
    assert text.startswith("You wrote this version of “News 1”")


def test_approve__own_bundle_of_an_administrator(bundle, admin_user):
    submit(bundle.pk, admin_user)
    approve(bundle.pk, admin_user, seen(bundle))
    bundle.refresh_from_db()
    assert bundle.state == BundleState.APPROVED


def test_approve__without_the_right_to_publish_a_page__refused(
    bundle, author, approver, edition, drafts
):
    approver.groups.get().page_permissions.update(page=drafts[0].get_parent())
    story = factories.EventStoryPageFactory(parent=edition, title="A story", live=False)
    story.save_revision(user=author)
    mixed = bundle_of([story], title="Mixed")
    submit(mixed.pk, author)
    text = refusal(approve, mixed.pk, approver, seen(mixed))
    assert text == "You may not publish “A story”, so somebody else must approve."
    submit(bundle.pk, author)
    approve(bundle.pk, approver, seen(bundle))


def test_approve__time_is_past__refused(bundle, author, approver, clock):
    submit(bundle.pk, author)
    clock.move_to(bundle.go_live_at, tick=False)
    text = refusal(approve, bundle.pk, approver, seen(bundle))
    assert "The time of the bundle, Mon 15 June 2026, 10:01 BST, is past." in text


def test_approve__page_changed_while_the_approver_read_it__refused(
    bundle, drafts, author, approver
):
    submit(bundle.pk, author)
    before = seen(bundle)
    drafts[0].save_revision(user=author)
    assert "Somebody has changed" in refusal(approve, bundle.pk, approver, before)
    approve(bundle.pk, approver, seen(bundle))


def test_approve__withdrawn_meanwhile__refused(bundle, author, approver):
    submit(bundle.pk, author)
    withdraw(bundle.pk, author)
    text = refusal(approve, bundle.pk, approver, seen(bundle))
    assert text == "The bundle has meanwhile become “Draft”. Look at it again."


def test_approved__pages_are_locked_until_it_is_withdrawn(
    bundle, drafts, author, approver, admin_user
):
    submit(bundle.pk, author)
    assert drafts[0].get_lock() is None
    approve(bundle.pk, approver, seen(bundle))
    for user in (author, approver, admin_user):
        assert drafts[0].get_lock().for_user(user)
        assert drafts[0].permissions_for_user(user).page_locked()
    withdraw(bundle.pk, author)
    assert drafts[0].get_lock() is None
