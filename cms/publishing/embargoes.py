"""Until when a page is under embargo, and which version of it will appear then."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import F

from wagtail.models import Page, Revision

from cms.publishing.models import BundlePage, BundleState


if TYPE_CHECKING:
    from datetime import datetime


class Embargo(NamedTuple):
    """A version of a page that will be published by itself.

    Args:
        revision: The version that was scheduled or approved.
        until: When it goes live.
    """

    revision: Revision
    until: datetime


def current_embargo(page: Page, now: datetime) -> Embargo | None:
    """Return what is planned for `page` after `now`, the next first; None if nothing.

    A page is planned on its own or as part of an approved bundle.
    """
    own = page.revisions.filter(approved_go_live_at__gt=now)
    scheduled = [
        Embargo(revision, revision.approved_go_live_at)
        for revision in own.order_by("approved_go_live_at")[:1]
    ]
    entries = BundlePage.objects.filter(
        page_id=page.pk,
        revision__isnull=False,
        bundle__state=BundleState.APPROVED,
        bundle__go_live_at__gt=now,
    )
    bundled = [
        Embargo(entry.revision, entry.until)
        for entry in entries.select_related("revision")
        .annotate(until=F("bundle__go_live_at"))
        .order_by("until")[:1]
    ]
    return min(scheduled + bundled, key=lambda embargo: embargo.until, default=None)
