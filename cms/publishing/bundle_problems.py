"""What stands in the way of a bundle, in sentences for editors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.utils import timezone
from django.utils.text import capfirst

from wagtail.fields import StreamField

from cms.publishing.london_time import london_text
from cms.publishing.models import Bundle, BundlePage


if TYPE_CHECKING:
    from wagtail.models import Page


def bundle_problems(bundle: Bundle, entries: Sequence[BundlePage]) -> list[str]:
    """Return why the bundle as it is could not go live; none if it could."""
    if not entries:
        return ["The bundle has no pages. Add those that belong together."]
    return [text for entry in entries for text in _entry_problems(bundle, entry)]


def time_problems(bundle: Bundle) -> list[str]:
    """Return whether it is too late for the bundle's own time."""
    if bundle.go_live_at > timezone.now():
        return []
    return [
        f"The time of the bundle, {london_text(bundle.go_live_at)}, is past. Withdraw "
        "it, give it a later time and submit it again."
    ]


def approver_problems(
    bundle: Bundle, entries: Sequence[BundlePage], user: Any
) -> list[str]:
    """Return why `user` may not approve the bundle.

    Two people see everything that goes live. Administrators (superusers) may publish
    without approval, so they may approve what is their own.
    """
    problems = [
        f"You may not publish “{entry.page_title}”, so somebody else must approve."
        for entry in entries
        if entry.page and not entry.page.permissions_for_user(user).can_publish()
    ]
    if user.is_superuser:
        return problems
    if bundle.submitted_by_id == user.pk:
        problems.append("You submitted this bundle, so somebody else must approve it.")
    problems += [
        f"You wrote this version of “{entry.page_title}”, so somebody else must approve."
        for entry in entries
        if entry.page
        and entry.page.latest_revision
        and entry.page.latest_revision.user_id == user.pk
    ]
    return problems


def page_problems(page: Page) -> Iterator[str]:
    """Yield why a page as it is cannot be put into a bundle."""
    if page.alias_of_id:
        yield "is an alias. Choose the page that it repeats."
    elif not page.latest_revision_id:
        yield "has no draft. Open it and press “Save draft” first."
    elif page.live and not page.has_unpublished_changes:
        yield "has no draft: all its changes are public already."
    if scheduled := page.scheduled_revision:
        yield (
            "is scheduled on its own to go live on "
            f"{london_text(scheduled.approved_go_live_at)}. Cancel that first."
        )
    if page.workflow_in_progress:
        yield "is in a review of its own. Finish or cancel that first."


def describe(error: ValidationError, page: Page) -> str:
    """Return what is wrong with a page, field by field, with the names of its form."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    return " ".join(
        f"{_label(page, name)}: {' '.join(messages)}"
        for name, messages in error.message_dict.items()
    )


def _label(page: Page, name: str) -> str:
    try:
        return capfirst(page._meta.get_field(name).verbose_name)
    except FieldDoesNotExist:
        return "Page"


def _entry_problems(bundle: Bundle, entry: BundlePage) -> Iterator[str]:
    if entry.page is None:
        yield f"“{entry.page_title}” has been deleted. Take it out of the bundle."
        return
    page = entry.page.specific
    title = page.get_admin_display_title()
    others = Bundle.objects.open().filter(entries__page=page).exclude(pk=bundle.pk)
    if other := others.first():
        yield f"“{title}” is already in the bundle “{other}”. Take it out of one."
    reasons = list(page_problems(page))
    if not reasons:
        reasons = list(_draft_problems(bundle, page.get_latest_revision_as_object()))
    for reason in reasons:
        yield f"“{title}” {reason}"


def _draft_problems(bundle: Bundle, draft: Page) -> Iterator[str]:
    """Yield why this version could not be published at the bundle's time."""
    if draft.go_live_at and draft.go_live_at > timezone.now():
        yield (
            f"has a time of its own to go live, {london_text(draft.go_live_at)}. Remove "
            "it: the bundle sets the time."
        )
    latest = max(bundle.go_live_at, timezone.now())
    if draft.expire_at and draft.expire_at <= latest:
        yield f"expires on {london_text(draft.expire_at)}, before the bundle goes live."
    try:
        draft.full_clean()
    except ValidationError as error:
        yield f"is not complete. {describe(error, draft)}"
    for field in draft._meta.get_fields():
        if isinstance(field, StreamField):
            yield from _body_problems(draft, field)


def _body_problems(draft: Page, field: StreamField) -> Iterator[str]:
    """Yield whether a block is not complete; a draft may be saved with it."""
    try:
        field.stream_block.clean(getattr(draft, field.name))
    except ValidationError:
        yield (
            f"has a block in “{capfirst(field.verbose_name)}” that is not complete. "
            "Open the page and save it: the form shows where."
        )
