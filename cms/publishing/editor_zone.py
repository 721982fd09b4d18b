"""One time zone for all who work in the admin.

`WAGTAIL_USER_TIME_ZONES` takes the choice away from the account settings; a choice
that was stored before would still count.
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_init
from django.dispatch import receiver

from wagtail.users.models import UserProfile


@receiver(post_init, sender=UserProfile)
def forget_own_time_zone(instance: UserProfile, **kwargs: Any) -> None:
    """Show this user the press office's time, like everybody else."""
    if "current_time_zone" not in instance.get_deferred_fields():
        instance.current_time_zone = ""
