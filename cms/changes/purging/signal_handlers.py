"""Tells caches in front of the site at once of what was committed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from cms.changes.models import LogHead
from cms.changes.purging.job import purge_soon


@receiver(post_save, sender=LogHead)
def on_change(**kwargs: Any) -> None:
    """Tell the caches after the commit. No publishing fails for a cache that is away."""
    if settings.WAGTAILFRONTENDCACHE:
        transaction.on_commit(purge_soon, robust=True)
