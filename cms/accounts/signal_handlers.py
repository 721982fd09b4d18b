"""What happens when the database is ready, a section is made, or somebody logs in."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.db.models.signals import post_migrate, post_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from wagtail.models import Page

from axes.signals import user_locked_out

from cms.accounts import events
from cms.accounts.groups import PRESS_SECTION, give_press_section, give_rights
from cms.accounts.sessions import STARTED_AT


@receiver(post_migrate)
def give_rights_at_the_end(sender: AppConfig, **kwargs: Any) -> None:
    """Give the groups their rights once all apps have made their permissions."""
    senders = [each for each in apps.get_app_configs() if each.models_module]
    migrated = kwargs.get("apps", apps).all_models["accounts"]
    if sender is senders[-1] and "grant" in migrated:
        give_rights()


@receiver(post_save, sender=PRESS_SECTION)
def give_the_new_section(
    instance: Page, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    """Let press officers publish in a press section, in whatever language it is."""
    if created and not raw:
        give_press_section(instance.pk)


@receiver(user_login_failed)
def record_failure(
    credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
) -> None:
    """Record a wrong password; what a lockout has already refused is not counted."""
    if request is not None and not events.is_refused(request):
        name = credentials.get("username") or ""
        events.record_for_name(events.FAILED, request, name)


@receiver(user_locked_out)
def record_lockout(request: HttpRequest, username: str, **kwargs: Any) -> None:
    """Record that a name was locked, once."""
    if not events.is_refused(request):
        events.record_for_name(events.LOCKED_OUT, request, username or "")


@receiver(user_logged_in)
def remember_the_start(request: HttpRequest, **kwargs: Any) -> None:
    """Note in the session when it began: it has an end."""
    request.session[STARTED_AT] = timezone.now().timestamp()
