"""What happens by itself when content is saved."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from wagtail.models import ReferenceIndex

from cms.core.models import SiteSettings
from cms.core.renditions import make_renditions


# Wagtail follows pages and snippets only; menus and the “About” text lead to pages
# and files as well.
ReferenceIndex.register_model(SiteSettings)


@receiver(post_save, sender="core.CustomImage")
def on_image_saved(instance: Any, *, raw: bool = False, **kwargs: Any) -> None:
    """Make the renditions of a new or changed picture, before any page shows it."""
    if not raw:
        make_renditions(instance)
