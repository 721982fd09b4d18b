"""Who can make something public, and so has to log in with two steps."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser

from wagtail.models import AbstractGroupApprovalTask, Page, Task
from wagtail.permissions import policy_registry

from django_otp.plugins.otp_totp.models import TOTPDevice


#: Who can change people can make themselves anybody.
POWERFUL = ("auth.add_user", "auth.change_user", "auth.add_group", "auth.change_group")


def can_publish(user: AbstractUser) -> bool:
    """Say whether `user` can publish or approve any page, or give others that right."""
    return (
        user.is_superuser
        or policy_registry.get_by_type(Page).user_has_permission(user, "publish")
        or any(map(user.has_perm, POWERFUL))
        or _reviews(user)
    )


def _reviews(user: AbstractUser) -> bool:
    """Say whether `user` belongs to a group that approves pages in a workflow."""
    groups = set(user.groups.values_list("pk", flat=True))
    return any(
        isinstance(task, AbstractGroupApprovalTask)
        and groups.intersection(task.groups.values_list("pk", flat=True))
        for task in Task.objects.filter(active=True).specific()
    )


def needs_set_up(user: AbstractUser) -> bool:
    """Say whether `user` must set the second step up before anything else."""
    return settings.TWO_FACTOR_REQUIRED and can_publish(user)


def has_second_step(user: Any) -> bool:
    """Say whether `user` has connected an app that shows codes."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def is_fully_signed_in(user: AbstractUser) -> bool:
    """Say whether `user`, whose password was right, has done all that is asked."""
    if user.is_verified():  # type: ignore[attr-defined] # by django-otp's middleware
        return True
    return not (has_second_step(user) or needs_set_up(user))
