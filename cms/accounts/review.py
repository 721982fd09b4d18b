"""The review in the editor: those who had a hand in a page cannot approve it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from wagtail.admin.action_menu import ActionMenuItem, PublishMenuItem
from wagtail.models import Page

from cms.accounts.models import ReviewTask, explain_refusal, took_part


def is_own_review(page: Page, user: AbstractUser) -> bool:
    """Say whether `page` is at a review that `user` cannot end by approving it."""
    task = page.current_workflow_task
    return isinstance(task, ReviewTask) and took_part(page, user)


def explain_own_review(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Tell authors why they find no “Approve”; refuse one that they send anyway.

    The task refuses too; it finds the request on the user, to say why.
    """
    request.user.request_to_review = request  # type: ignore[union-attr]
    if not is_own_review(page, request.user):  # type: ignore[arg-type]
        return None
    if request.method == "GET":
        messages.info(
            request,
            _(
                "This page is in review. You sent it or made its latest changes, so "
                "somebody else approves it."
            ),
        )
    elif request.POST.get("workflow-action-name") == "approve":
        messages.error(request, explain_refusal())
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


def refuse_to_publish(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to publish a page past the review that the same user has asked for.

    The publishing action has saved a version of this user by now, so what counts is who
    sent the page to review and who wrote the version that is looked at.
    """
    if not _asked_for_review(page, request.user):
        return None
    messages.error(request, explain_cancelling(page))
    return redirect("wagtailadmin_pages:edit", page.pk)


def refuse_bulk_publishing(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Refuse to publish many pages at a time when one is in the user's own review."""
    pages = [each for each in objects if isinstance(each, Page)]
    if action_type == "publish":
        for page in pages:
            if _asked_for_review(page, request.user) or is_own_review(
                page,
                request.user,  # type: ignore[arg-type]
            ):
                messages.error(request, explain_cancelling(page))
                return redirect("wagtailadmin_pages:edit", page.pk)
    return None


def hide_publish(
    items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    """Leave out the button that `refuse_to_publish` would refuse."""
    page = context.get("page")
    if page is not None and _asked_for_review(page, request.user):
        items[:] = [item for item in items if not isinstance(item, PublishMenuItem)]


def _asked_for_review(page: Page, user: Any) -> bool:
    state = page.current_workflow_task_state
    return (
        state is not None
        and isinstance(state.task.specific, ReviewTask)
        and user.pk in (state.workflow_state.requested_by_id, state.revision.user_id)
    )


def explain_cancelling(page: Page) -> str:
    """Return what somebody is told who publishes what they have sent to review."""
    return _(
        "“%(title)s” is in review, and you wrote or sent it: somebody else approves it. "
        "If it cannot wait, cancel the review first; the page is then recorded as "
        "published without review."
    ) % {"title": page.get_admin_display_title()}
