"""Two people stand behind every page that went through a review."""

from __future__ import annotations

from django.contrib.messages import get_messages
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from wagtail.models import Task, WorkflowState

import pytest

from tests import factories
from tests.accounts.conftest import make_user, signed_in


MODERATORS = "Moderators"


@pytest.fixture
def page(home, editor):
    """A draft of an editor's."""
    page = factories.StandardPageFactory(
        parent=home, title="Who we are", slug="who", live=False
    )
    page.save_revision(user=editor)
    return page


def submit(page, user):
    return page.get_workflow().start(page, user)


def form_of(page, **more):
    """What the editor sends for a standard page."""
    return {
        "title": page.title,
        "slug": page.slug,
        "introduction": page.introduction,
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **more,
    }


def send(client, page, **more):
    return client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, **more)
    )


def approve(client, page):
    """As the button on the dashboard does it."""
    state = page.current_workflow_task_state
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]
    )
    return client.post(url, {"comment": ""})


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def texts(answer):
    return " ".join(str(each) for each in get_messages(answer.wsgi_request))


def test_review__somebody_else_approves_and_the_page_is_live(page, editor, moderator):
    submit(page, editor)
    approve(signed_in(moderator), fresh(page))
    assert fresh(page).live
    assert WorkflowState.objects.get().status == "approved"


@pytest.mark.parametrize("name", ["moderator", "superuser"])
def test_review__who_sent_the_page_cannot_approve_it(name, page, request):
    user = request.getfixturevalue(name)
    submit(page, user)
    approve(signed_in(user), fresh(page))
    assert not fresh(page).live
    assert WorkflowState.objects.get().status == "in_progress"


@pytest.mark.parametrize("name", ["moderator", "superuser"])
def test_review__who_wrote_the_latest_version_cannot_approve_it(
    name, page, editor, request
):
    user = request.getfixturevalue(name)
    submit(page, editor)
    fresh(page).save_revision(user=user)
    approve(signed_in(user), fresh(page))
    assert not fresh(page).live


def test_review__the_task_itself_refuses(page, moderator):
    state = submit(page, moderator)
    task_state = state.current_task_state
    with pytest.raises(PermissionDenied):
        task_state.task.specific.on_action(task_state, moderator, "approve")
    assert not fresh(page).live


def test_review__in_the_editor__refuses_and_says_why(page, moderator):
    submit(page, moderator)
    answer = send(
        signed_in(moderator),
        page,
        **{"action-workflow-action": "1", "workflow-action-name": "approve"},
    )
    assert not fresh(page).live
    assert "somebody else has to approve it" in texts(answer)


def test_review__changing_and_approving_in_one_go__keeps_a_draft_and_says_why(
    page, editor, moderator
):
    submit(page, editor)
    answer = send(
        signed_in(moderator),
        page,
        title="Who we really are",
        **{"action-workflow-action": "1", "workflow-action-name": "approve"},
    )
    assert not fresh(page).live
    assert fresh(page).get_latest_revision_as_object().title == "Who we really are"
    assert "somebody else has to approve it" in texts(answer)


def test_review__in_the_editor__somebody_else_approves(page, editor, moderator):
    submit(page, editor)
    answer = send(
        signed_in(moderator),
        page,
        **{"action-workflow-action": "1", "workflow-action-name": "approve"},
    )
    assert answer.status_code == 302
    assert fresh(page).live


def test_review__the_form_tells_authors_what_happens(page, moderator, editor):
    submit(page, moderator)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    own = signed_in(moderator).get(url).text
    assert "somebody else approves it" in own
    assert "action-publish" not in own
    other = signed_in(make_user("max", MODERATORS)).get(url).text
    assert "somebody else approves it" not in other
    assert "action-publish" in other


def test_review__publishing_past_ones_own_review__is_refused(page, moderator):
    submit(page, moderator)
    answer = send(signed_in(moderator), page, **{"action-publish": "1"})
    assert not fresh(page).live
    assert "cancel the review first" in texts(answer)


def test_review__publishing_many_at_a_time__is_refused_too(page, moderator):
    submit(page, moderator)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    signed_in(moderator).post(f"{url}?id={page.pk}&next=/admin/")
    assert not fresh(page).live


def test_review__cancelled__a_moderator_publishes_and_it_is_recorded(page, moderator):
    """A small office is not stuck; the report says that there was no review."""
    submit(page, moderator).cancel(user=moderator)
    send(signed_in(moderator), page, **{"action-publish": "1"})
    assert fresh(page).live
    report = signed_in(moderator).get("/admin/reports/publications/").text
    assert "No review" in report


def test_publications__a_reviewed_page_says_so(page, editor, moderator):
    submit(page, editor)
    approve(signed_in(moderator), fresh(page))
    report = signed_in(moderator).get("/admin/reports/publications/").text
    assert "Reviewed" in report
    assert "No review" not in report


@pytest.mark.parametrize("name", ["editor", "press_officer"])
def test_publishing__without_the_right__stays_a_draft(name, page, request):
    user = request.getfixturevalue(name)
    send(signed_in(user), page, **{"action-publish": "1"})
    assert not fresh(page).live


def test_review__an_editor_approves_nothing(page, editor):
    submit(page, make_user("eva", "Editors"))
    approve(signed_in(editor), fresh(page))
    assert not fresh(page).live


def test_dashboard__lists_what_waits_for_me_and_not_my_own(page, editor, moderator):
    state = submit(page, moderator)
    task = Task.objects.get(active=True).specific
    other = make_user("max", MODERATORS)
    assert list(task.get_task_states_user_can_moderate(moderator)) == []
    assert list(task.get_task_states_user_can_moderate(other)) == [
        state.current_task_state
    ]
    moderator.delete()  # nobody is left who sent it
    assert task.get_task_states_user_can_moderate(other).count() == 1


def test_submitting__tells_the_moderators_by_email(page, editor, moderator):
    submit(page, editor)
    recipients = {address for message in mail.outbox for address in message.to}
    assert moderator.email in recipients
    assert editor.email not in recipients
