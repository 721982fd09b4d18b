"""What happens by itself when content is saved."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from wagtail.models import Page, PageViewRestriction, ReferenceIndex, Site
from wagtail.signals import page_slug_changed, post_page_move

from cms.core.models import SiteSettings
from cms.core.public_addresses import remember_addresses
from cms.core.renditions import make_renditions


# Wagtail follows pages and snippets only; menus and the “About” text lead to pages
# and files as well.
ReferenceIndex.register_model(SiteSettings)

#: The columns of a page that say where it stands and from when to when it is public.
VISIBILITY_COLUMNS = frozenset(
    {"live", "go_live_at", "expire_at", "slug", "locale", "alias_of", "alias_of_id"}
)


@receiver(post_save, sender="core.CustomImage")
def on_image_saved(instance: Any, *, raw: bool = False, **kwargs: Any) -> None:
    """Make the renditions of a new or changed picture, before any page shows it."""
    if not raw:
        make_renditions(instance)


@receiver(post_save)
def on_page_saved(
    instance: Any,
    *,
    raw: bool = False,
    update_fields: frozenset[str] | None = None,
    **kwargs: Any,
) -> None:
    """Remember the address of a page that becomes public, in the same transaction."""
    if raw or not isinstance(instance, Page):
        return
    if update_fields is None or VISIBILITY_COLUMNS & set(update_fields):
        remember_addresses(Page.objects.filter(pk=instance.pk))


@receiver([page_slug_changed, post_page_move])
def on_address_changed(instance: Page, **kwargs: Any) -> None:
    """Remember the new addresses of a page and of all below it."""
    _remember_branch(instance)


@receiver(post_save, sender=PageViewRestriction)
def on_restriction_saved(instance: Any, *, raw: bool = False, **kwargs: Any) -> None:
    """Forget what was going to be public by the clock alone."""
    if not raw:
        _remember_branch(instance.page)


@receiver(post_delete, sender=PageViewRestriction)
def on_restriction_deleted(instance: Any, *, origin: Any, **kwargs: Any) -> None:
    """Remember what is public from now on.

    A restriction that goes because its page is deleted opens nothing.
    """
    model = origin.model if isinstance(origin, QuerySet) else type(origin)
    if model is PageViewRestriction:
        _remember_branch(instance.page)


@receiver(post_save, sender=Site)
def on_site_saved(instance: Site, *, raw: bool = False, **kwargs: Any) -> None:
    """Remember the addresses that a new root of the site gives to its pages."""
    if not raw:
        remember_addresses(Page.objects.all())


def _remember_branch(top: Page) -> None:
    remember_addresses(Page.objects.filter(path__startswith=top.path))
