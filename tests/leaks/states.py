"""The ways in which a page is not public, or not yet, or no longer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone

from wagtail.models import PageViewRestriction


if TYPE_CHECKING:
    from wagtail.models import Page

    from tests.leaks.world import Secret, World

EMBARGO = timedelta(days=1)
JOB_EXPIRY = timedelta(minutes=10)
#: The scheduler runs between the two expiries.
CLOCK_EXPIRY = timedelta(minutes=30)


def nothing(world: World, secrets: list[Secret]) -> None:
    """Leave the pages as they are."""


def publish(page: Page) -> None:
    page.save_revision().publish()


def keep_draft(page: Page) -> None:
    page.save_revision()


def embargo(page: Page) -> None:
    """Publish as an editor does who sets a time in the future."""
    page.go_live_at = timezone.now() + EMBARGO
    publish(page)


def embargo_live(page: Page) -> None:
    """Make a page live with a go-live time ahead, as an import may."""
    page.go_live_at = timezone.now() + EMBARGO
    page.live = True
    page.save()


def expire_after(time: timedelta) -> Callable[[Page], None]:
    def publish_until(page: Page) -> None:
        page.expire_at = timezone.now() + time
        publish(page)

    return publish_until


def unpublish(world: World, secrets: list[Secret]) -> None:
    for secret in secrets:
        secret.page.unpublish()


def delete(world: World, secrets: list[Secret]) -> None:
    for secret in reversed(secrets):
        secret.page.delete()


def restrict(page: Page, kind: str) -> None:
    """Let in only who is logged in, knows the password or is in a group of nobody."""
    restriction = PageViewRestriction.objects.create(
        page=page,
        restriction_type=kind,
        password="sesame" if kind == PageViewRestriction.PASSWORD else "",
    )
    if kind == PageViewRestriction.GROUPS:
        restriction.groups.add(Group.objects.get_or_create(name="Nobody")[0])


def restrict_by(kind: str) -> Callable[[World, list[Secret]], None]:
    def hide(world: World, secrets: list[Secret]) -> None:
        for secret in secrets:
            restrict(secret.page, kind)

    return hide


def restrict_above(world: World, secrets: list[Secret]) -> None:
    restrict(world.sections["restricted_above"], PageViewRestriction.PASSWORD)


def move_below_restricted(world: World, secrets: list[Secret]) -> None:
    for secret in secrets:
        secret.page.refresh_from_db()
        world.restricted.refresh_from_db()
        secret.page.move(world.restricted, pos="last-child")
        secret.page.refresh_from_db()


def run_scheduler(world: World, secrets: list[Secret]) -> None:
    call_command("run_scheduler", once=True)


@dataclass(frozen=True)
class State:
    """A way of being secret.

    Args:
        born: Makes the filled page what it is while the world is open.
        hide: Hides all pages of this state when the world closes.
        was_public: Visitors could read it while the world was open.
        is_gone: Its address answers 410.
        has_own_form: Wagtail asks for a login or a password at its address.
        only_draft: The page is public, its next version is not.
        has_section: The pages of this state stand one below the other, in a section.
    """

    name: str
    born: Callable[[Page], None] = publish
    hide: Callable[[World, list[Secret]], None] = nothing
    was_public: bool = True
    is_gone: bool = False
    has_own_form: bool = False
    only_draft: bool = False
    has_section: bool = False


STATES = {
    state.name: state
    for state in (
        State("draft", keep_draft, was_public=False),
        State("draft_over_live", keep_draft, was_public=False, only_draft=True),
        State("scheduled", embargo, was_public=False),
        State("scheduled_over_live", embargo, was_public=False, only_draft=True),
        State("embargoed_live", embargo_live, was_public=False),
        State("expired_by_clock", expire_after(CLOCK_EXPIRY), is_gone=True),
        State("expired_by_job", expire_after(JOB_EXPIRY), run_scheduler, is_gone=True),
        State("unpublished", hide=unpublish, is_gone=True),
        State("deleted", hide=delete, is_gone=True),
        State("restricted_by_login", hide=restrict_by("login"), has_own_form=True),
        State(
            "restricted_by_password", hide=restrict_by("password"), has_own_form=True
        ),
        State("restricted_by_group", hide=restrict_by("groups"), has_own_form=True),
        State(
            "restricted_above",
            hide=restrict_above,
            has_own_form=True,
            has_section=True,
        ),
        State("moved", hide=move_below_restricted, has_own_form=True),
    )
}
