"""What a person can do with a bundle next: buttons, and what stands in their way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from cms.publishing import bundles
from cms.publishing.bundle_problems import (
    approver_problems,
    bundle_problems,
    time_problems,
)
from cms.publishing.london_time import london_text
from cms.publishing.models import Bundle, BundlePage, BundleState


class Step(NamedTuple):
    """A button.

    Args:
        name: Of the step, for the form.
        label: On the button.
        effect: What it will do, in a sentence.
        done: What is said afterwards.
        take: Does it, for a user who has seen these versions of the pages.
        obstacles: Why this user cannot do it now; none if they can.
    """

    name: str
    label: str
    effect: str
    done: str
    take: Callable[[Any, str], Bundle]
    obstacles: Sequence[str] = ()


def next_steps(
    bundle: Bundle, entries: Sequence[BundlePage], user: Any, may_change: bool
) -> list[Step]:
    """Return what `user` can do with a bundle in its state, the main thing first.

    Args:
        bundle: The bundle.
        entries: Its rows.
        user: Who looks at it.
        may_change: Whether they may edit bundles at all.
    """
    steps = []
    if bundle.state == BundleState.DRAFT and may_change:
        steps.append(_submission(bundle, entries))
    if bundle.state in (BundleState.IN_REVIEW, BundleState.FAILED):
        steps.append(_approval(bundle, entries, user))
    if bundle.state in bundles.WITHDRAWABLE and may_change:
        steps.append(_withdrawal(bundle))
    return steps


def _submission(bundle: Bundle, entries: Sequence[BundlePage]) -> Step:
    return Step(
        name="submit",
        label="Submit for approval",
        effect="Somebody else then looks at the pages and approves them.",
        done="The bundle waits for approval.",
        take=lambda user, seen: bundles.submit(bundle.pk, user),
        obstacles=bundle_problems(bundle, entries) + time_problems(bundle),
    )


def _approval(bundle: Bundle, entries: Sequence[BundlePage], user: Any) -> Step:
    obstacles = bundle_problems(bundle, entries)
    obstacles += approver_problems(bundle, entries, user)
    again = bundle.state == BundleState.FAILED
    if not again:
        obstacles += time_problems(bundle)
    when = london_text(bundle.go_live_at)
    return Step(
        name="approve",
        label="Try again" if again else "Approve",
        effect=(
            "All pages go live in the version of now: at once, or when it is time."
            if again
            else f"All pages are locked, and go live together on {when}."
        ),
        done=(
            "The pages are on their way: look again in a few seconds."
            if again
            else f"Approved. The pages are locked and go live on {when}."
        ),
        take=lambda user, seen: bundles.approve(bundle.pk, user, seen),
        obstacles=obstacles,
    )


def _withdrawal(bundle: Bundle) -> Step:
    approved = bundle.state == BundleState.APPROVED
    return Step(
        name="withdraw",
        label="Withdraw the approval" if approved else "Back to draft",
        effect=(
            "Nothing goes live, and the pages can be edited again."
            if approved
            else "The bundle can be edited again; it then needs a new approval."
        ),
        done="The bundle is a draft again. Nothing of it goes live.",
        take=lambda user, seen: bundles.withdraw(bundle.pk, user),
    )
