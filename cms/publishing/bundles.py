"""What may be done to a bundle, and the doing of it.

Each change of state locks the bundle's row, looks at its state again and writes the
audit log, in one transaction. A refusal is a `ValidationError` with sentences for
editors.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from wagtail.log_actions import log
from wagtail.models import Page

from cms.publishing.bundle_problems import (
    approver_problems,
    bundle_problems,
    time_problems,
)
from cms.publishing.models import Bundle, BundlePage, BundleState


if TYPE_CHECKING:
    from datetime import datetime

    from wagtail.log_actions import LogActionRegistry

User = Any
WITHDRAWABLE = (BundleState.IN_REVIEW, BundleState.APPROVED, BundleState.FAILED)
ACTIONS = {
    "publishing.bundle.submit": ("Submit for approval", "Submitted for approval"),
    "publishing.bundle.approve": ("Approve", "Approved"),
    "publishing.bundle.withdraw": ("Withdraw", "Withdrawn"),
    "publishing.bundle.publish": ("Publish", "Published on time"),
    "publishing.bundle.fail": ("Fail", "Could not be published"),
}


def register_actions(actions: LogActionRegistry) -> None:
    """Give the changes of state their names in the history of a bundle."""
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action, label, message)


def submit(pk: int, user: User) -> Bundle:
    """Hand a bundle over to those who approve."""
    with _changing(pk, BundleState.DRAFT) as bundle:
        _refuse(bundle_problems(bundle, locked_entries(bundle)) + time_problems(bundle))
        bundle.state = BundleState.IN_REVIEW
        bundle.submitted_by = user
        bundle.submitted_at = timezone.now()
        _record("submit", bundle, user)
    return bundle


def approve(pk: int, user: User, seen: str) -> Bundle:
    """Approve the versions that `user` has looked at; they will go live by themselves.

    A bundle that failed is approved anew: it goes live at once if its time is past.

    Args:
        pk: Of the bundle.
        user: Who approves.
        seen: What `versions` said when the bundle was shown to them.
    """
    with _changing(pk, BundleState.IN_REVIEW, BundleState.FAILED) as bundle:
        entries = locked_entries(bundle)
        problems = bundle_problems(bundle, entries)
        problems += approver_problems(bundle, entries, user)
        if bundle.state == BundleState.IN_REVIEW:
            problems += time_problems(bundle)
        if seen != versions(entries):
            problems.append(
                "Somebody has changed a page or the bundle since you opened this. "
                "Look at it again before you approve it."
            )
        _refuse(problems)
        for entry in entries:
            entry.revision_id = entry.page and entry.page.latest_revision_id
            entry.save()
        bundle.state = BundleState.APPROVED
        bundle.approved_by = user
        bundle.approved_at = timezone.now()
        bundle.failure = ""
        _record("approve", bundle, user)
    return bundle


def withdraw(pk: int, user: User) -> Bundle:
    """Take a bundle back to its draft; its pages may be edited again."""
    with _changing(pk, *WITHDRAWABLE) as bundle:
        bundle.entries.update(revision=None)
        bundle.state = BundleState.DRAFT
        bundle.submitted_by = bundle.submitted_at = None
        bundle.approved_by = bundle.approved_at = None
        bundle.failure = ""
        _record("withdraw", bundle, user)
    return bundle


def versions(entries: Sequence[BundlePage]) -> str:
    """Return a text that changes with the pages of a bundle and with their versions."""
    return "-".join(
        f"{entry.page_id}.{entry.page.latest_revision_id}" if entry.page else "gone"
        for entry in entries
    )


def locked_entries(bundle: Bundle) -> list[BundlePage]:
    """Return the rows of a bundle; nobody changes their pages before we are done.

    The lock is on the pages, so that of two bundles with a page in common only one can
    be submitted or approved. They are taken in one order, lest two wait for each other.
    """
    pages = Page.objects.filter(bundle_entries__bundle=bundle).order_by("pk")
    list(pages.select_for_update(of=("self",)).values_list("pk"))
    return list(bundle.entries.select_related("page", "revision"))


def complete(bundle: Bundle, now: datetime) -> None:
    """Record that all pages of an approved bundle have gone live."""
    bundle.state = BundleState.PUBLISHED
    bundle.published_at = now
    bundle.save()
    _record("publish", bundle, bundle.approved_by)


def fail(bundle: Bundle, reason: str) -> None:
    """Record that an approved bundle could not go live; its pages are unlocked."""
    bundle.state = BundleState.FAILED
    bundle.failure = reason
    bundle.save()
    _record("fail", bundle, None)


@contextmanager
def _changing(pk: int, *states: BundleState) -> Iterator[Bundle]:
    """Lock a bundle that is in one of `states` until its change is saved."""
    with transaction.atomic():
        bundle = Bundle.objects.select_for_update().get(pk=pk)
        if bundle.state not in states:
            raise ValidationError(
                f"The bundle has meanwhile become “{bundle.get_state_display()}”. "
                "Look at it again."
            )
        yield bundle
        bundle.save()


def _refuse(problems: list[str]) -> None:
    if problems:
        raise ValidationError(problems)


def _record(action: str, bundle: Bundle, user: User) -> None:
    """Write what happened to the bundle into the audit log."""
    titles = [entry.page_title for entry in bundle.entries.all()]
    data = {"go_live_at": bundle.go_live_at.isoformat(), "pages": titles}
    if bundle.failure:
        data["reason"] = bundle.failure
    log(bundle, f"publishing.bundle.{action}", user=user, data=data)
