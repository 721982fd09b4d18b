"""What the groups were given, and the review that pages go through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.models import AbstractUser, Group
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail.models import AbstractGroupApprovalTask, TaskState


if TYPE_CHECKING:
    from wagtail.models import Page


class Grant(models.Model):
    """A right that a group was given when it came into being.

    It is given once: an administrator who takes it away again is not overruled.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    right = models.CharField(max_length=200)

    class Meta:
        default_permissions = ()
        permissions = [("view_publications", _("Can see who published what"))]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "right"], name="a_right_is_given_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.right}"


def took_part(page: Page, user: AbstractUser) -> bool:
    """Say whether `user` sent the page to review or wrote its latest version."""
    state = page.current_workflow_state
    revision = page.latest_revision
    return bool(
        (state and state.requested_by_id == user.pk)
        or (revision and revision.user_id == user.pk)
    )


class ReviewTask(AbstractGroupApprovalTask):
    """A step of a workflow that needs a second pair of eyes.

    As Wagtail's own approval by a group, but for those who sent the page or wrote its
    latest version, whoever they are: they cannot approve it.
    """

    class Meta:
        verbose_name = _("Review by somebody else")
        verbose_name_plural = _("Reviews by somebody else")

    @classmethod
    def get_description(cls) -> str:
        return gettext(
            "Members of the chosen groups can approve, but never what they wrote or "
            "sent to review themselves"
        )

    def get_actions(self, obj: Page, user: AbstractUser) -> list[tuple]:
        return [] if took_part(obj, user) else super().get_actions(obj, user)

    def get_task_states_user_can_moderate(
        self, user: AbstractUser, **kwargs: Any
    ) -> QuerySet[TaskState]:
        states = super().get_task_states_user_can_moderate(user, **kwargs)
        # `exclude` would also drop the states of a user who is gone: NULL is unknown.
        return states.filter(
            ~models.Q(workflow_state__requested_by=user)
            | models.Q(workflow_state__requested_by=None),
            ~models.Q(revision__user=user) | models.Q(revision__user=None),
        )

    @transaction.atomic
    def on_action(
        self,
        task_state: TaskState,
        user: AbstractUser,
        action_name: str,
        **kwargs: Any,
    ) -> Any:
        """Approve or reject; refuse where `user` had a hand in the page.

        The editor saves what the reviewer has changed before it comes here, so this
        also stops those who change a page and approve it in one go.
        """
        page = task_state.workflow_state.content_object
        if took_part(page, user):
            if request := getattr(user, "request_to_review", None):
                messages.error(request, explain_refusal())
            raise PermissionDenied
        return super().on_action(task_state, user, action_name, **kwargs)


def explain_refusal() -> str:
    """Return what somebody is told who tries to approve their own work."""
    return gettext(
        "You sent this page to review or made its latest changes, so somebody else has "
        "to approve it. Your changes are kept as a draft."
    )
