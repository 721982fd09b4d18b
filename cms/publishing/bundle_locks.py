"""Nobody changes a page between its approval in a bundle and the bundle's instant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html

from wagtail.admin import messages
from wagtail.locks import BaseLock
from wagtail.models import Page

from cms.core.locks import register_page_lock
from cms.publishing.london_time import london_text
from cms.publishing.models import BundlePage, BundleState


if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from cms.publishing.models import Bundle

#: What Wagtail lets people do to several pages at once without asking for locks.
BULK_ACTIONS = ("delete", "move", "publish", "unpublish")


class BundleLock(BaseLock):
    """Holds for everybody, administrators too, until the bundle is withdrawn."""

    def __init__(self, page: Page, bundle: Bundle) -> None:
        super().__init__(page)
        self.bundle = bundle

    def for_user(self, user: Any) -> bool:
        return True

    def get_message(self, user: Any) -> str:
        return format_html(
            "<b>“{}” is locked.</b> It is in the approved bundle "
            '<a href="{}">“{}”</a> and goes live on {}. '
            "To change it, withdraw the bundle.",
            self.object.get_admin_display_title(),
            reverse("bundle:inspect", args=[self.bundle.pk]),
            self.bundle.title,
            london_text(self.bundle.go_live_at),
        )

    def get_locked_by(self, user: Any) -> str:
        return "Locked by a bundle"

    def get_description(self, user: Any) -> str:
        return "It goes live with its bundle, in the version that was approved."


def find_bundle_lock(page: Page) -> BundleLock | None:
    """Return the lock on a page that is in an approved bundle."""
    if not page.pk:
        return None
    entry = _approved_entries().filter(page_id=page.pk).first()
    return BundleLock(page, entry.bundle) if entry else None


register_page_lock(find_bundle_lock)


def refuse_to_touch(
    request: HttpRequest, page: Page, *args: Any
) -> HttpResponse | None:
    """Refuse to delete or move a page of an approved bundle, or one above it.

    Wagtail's own views ask for locks before they save, but not here.
    """
    return _refuse(request, [page])


def refuse_bulk_action(
    request: HttpRequest, action: str, objects: Iterable[Any], *args: Any
) -> HttpResponse | None:
    """Refuse what is done to many pages at once, if one of an approved bundle is among.

    Wagtail asks for no locks here; pages below those that were chosen count, since they
    may be included.
    """
    pages = [each for each in objects if isinstance(each, Page)]
    return _refuse(request, pages) if action in BULK_ACTIONS else None


def _refuse(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    below = Q(pk__in=[])
    for page in pages:
        below |= Q(page__path__startswith=page.path)
    entry = _approved_entries().filter(below).select_related("page").first()
    if entry is None:
        return None
    messages.error(request, BundleLock(entry.page, entry.bundle).get_message(None))
    return redirect("bundle:inspect", entry.bundle_id)


def _approved_entries() -> QuerySet[BundlePage]:
    approved = BundlePage.objects.filter(bundle__state=BundleState.APPROVED)
    return approved.select_related("bundle")
