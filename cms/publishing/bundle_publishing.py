"""Puts the pages of a bundle live: all of them, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F
from django.utils import timezone

from wagtail.models import Page

from cms.core.tree_locks import lock_tree
from cms.publishing.bundle_problems import describe
from cms.publishing.bundles import complete, fail, locked_entries
from cms.publishing.models import Bundle


if TYPE_CHECKING:
    from django.db.models import QuerySet

    from wagtail.models import Revision

UNEXPECTED = (
    "Something went wrong that is no fault of the pages. Try again; if that does not "
    "help, ask those who run the site to look into the scheduler's log."
)


class BundleFailure(Exception):
    """A page of a bundle cannot go live; says why, to editors."""


def planned_bundles() -> QuerySet[Any]:
    """Return the approved bundles, with their time as `at`."""
    return Bundle.objects.planned().annotate(at=F("go_live_at"))


def publish_bundle(pk: int) -> bool:
    """Publish all pages of a bundle that is still approved, and due, in one go.

    Where a page fails nothing of the bundle remains public, and the bundle waits for
    its editors. Where the database fails the bundle stays approved: it is tried again.

    Returns:
        Whether it was ours to publish; else another scheduler is at it or was here.

    Raises:
        Exception: What went wrong, after it was recorded.
    """
    try:
        with transaction.atomic(durable=True):
            lock_tree()
            if bundle := _due(pk):
                _publish_pages(bundle)
                complete(bundle, timezone.now())
            return bundle is not None
    except (OperationalError, InterfaceError):
        raise
    except BundleFailure as failure:
        _mark_failed(pk, str(failure))
        raise
    except Exception:
        _mark_failed(pk, UNEXPECTED)
        raise


def _due(pk: int) -> Bundle | None:
    """Return the bundle, locked, if it is still to be published."""
    due = planned_bundles().filter(pk=pk, at__lte=timezone.now())
    can_skip = connection.features.has_select_for_update_skip_locked
    return due.select_for_update(skip_locked=can_skip).first()


def _publish_pages(bundle: Bundle) -> None:
    for entry in locked_entries(bundle):
        if entry.page is None:
            raise BundleFailure(f"“{entry.page_title}” has been deleted.")
        if entry.revision is None:
            raise BundleFailure(
                f"The version of “{entry.page_title}” that was approved is gone."
            )
        try:
            _publish(entry.revision, bundle.approved_by)
        except ValidationError as error:
            why = describe(error, entry.page.specific)
            raise BundleFailure(
                f"“{entry.page_title}” could not be published. {why}"
            ) from error
        if not Page.objects.filter(live_revision=entry.revision).exists():
            raise BundleFailure(
                f"“{entry.page_title}” has a time of its own to go live, which is later."
            )


def _publish(revision: Revision, approver: Any) -> None:
    """Publish a page's version in the name of its approver.

    Their rights were checked at the approval, as Wagtail does when a page is scheduled;
    somebody who has left since does not stop the bundle.
    """
    revision.publish(
        user=approver,
        log_action="wagtail.publish.scheduled",
        skip_permission_checks=True,
    )


def _mark_failed(pk: int, reason: str) -> None:
    with transaction.atomic():
        if bundle := _due(pk):
            fail(bundle, reason)
