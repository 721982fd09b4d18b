"""Log entries of what happens to accounts: failed log-ins, lockouts, second steps."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail.models import ModelLogEntry

from cms.core.addresses import client_address, rough_address


if TYPE_CHECKING:
    from wagtail.log_actions import LogActionRegistry

PREFIX = "accounts."
FAILED = f"{PREFIX}login_failed"
LOCKED_OUT = f"{PREFIX}locked_out"
SECOND_STEP_FAILED = f"{PREFIX}second_step_failed"
SECOND_STEP_SET_UP = f"{PREFIX}second_step_set_up"
SECOND_STEP_RESET = f"{PREFIX}second_step_reset"
RECOVERY_CODE_USED = f"{PREFIX}recovery_code_used"
RECOVERY_CODES_MADE = f"{PREFIX}recovery_codes_made"
LABELS = {
    FAILED: (_("Failed log-in"), _("Wrong password")),
    LOCKED_OUT: (_("Lockout"), _("Locked after too many wrong passwords")),
    SECOND_STEP_FAILED: (_("Failed second step"), _("Wrong code at the second step")),
    SECOND_STEP_SET_UP: (_("Second step set up"), _("Set up the second step")),
    SECOND_STEP_RESET: (_("Second step reset"), _("The second step was taken away")),
    RECOVERY_CODE_USED: (_("Recovery code used"), _("Logged in with a recovery code")),
    RECOVERY_CODES_MADE: (_("New recovery codes"), _("Made new recovery codes")),
}
#: How long entries are kept that hold addresses of those who tried to log in.
KEPT = timedelta(days=90)
#: The object of entries about names that nobody has.
NOBODY = "0"


def register(actions: LogActionRegistry) -> None:
    """Tell Wagtail what the entries are called."""
    for action, (label, message) in LABELS.items():
        actions.register_action(action, label, message)


def is_refused(request: HttpRequest) -> bool:
    """Say whether a lockout refused this attempt before its password was looked at."""
    return (
        getattr(request, "axes_locked_out", False)
        and getattr(request, "axes_failures_since_start", None) is None
    )


def record(
    action: str,
    user: Any,
    request: HttpRequest | None = None,
    by: Any = None,
) -> None:
    """Write what happened to the account of `user`, done `by` whom, from where.

    Without a user it is about a name that nobody has. Such a name is not written down:
    it may be a password in the wrong field.
    """
    ModelLogEntry.objects.create(
        content_type=ContentType.objects.get_for_model(get_user_model()),
        object_id=str(user.pk) if user else NOBODY,
        label=user.get_username() if user else gettext("(unknown name)"),
        action=action,
        timestamp=timezone.now(),
        user_id=by and by.pk,
        data={"address": rough_address(client_address(request))} if request else {},
    )


def record_for_name(action: str, request: HttpRequest, username: str) -> None:
    """Write what happened to the name that somebody has typed."""
    forget_old_ones()
    users = get_user_model()
    user = users.objects.filter(**{users.USERNAME_FIELD: username}).first()
    record(action, user, request)


def forget_old_ones() -> None:
    """Remove the entries about log-ins that are older than is needed."""
    ModelLogEntry.objects.filter(
        action__in=(FAILED, LOCKED_OUT, SECOND_STEP_FAILED),
        timestamp__lt=timezone.now() - KEPT,
    ).delete()
