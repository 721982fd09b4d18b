"""What a share link opens at this moment.

Everything is decided anew at each request from the page as it is now: withdrawing a
release, moving its embargo or restricting a page needs no change to its links.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cms.core.querysets import is_public_now
from cms.publishing.embargoes import Embargo, current_embargo
from cms.publishing.models import ShareLink, ShareUse


if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from wagtail.models import Page

Outcome = ShareUse.Outcome


class Opening(NamedTuple):
    """What a link comes to.

    Args:
        outcome: Whether its page is shown, is public by now, or is refused and why.
        embargo: What is planned for the page that is shown.
    """

    outcome: Outcome
    embargo: Embargo | None = None


def open_link(link: ShareLink, now: datetime) -> Opening:
    """Decide what `link` comes to at `now`."""
    if link.revoked_at:
        return Opening(Outcome.REVOKED)
    if now >= link.expires_at:
        return Opening(Outcome.EXPIRED)
    page = link.page
    if not page or not may_share(link.made_by, page):
        return Opening(Outcome.CLOSED)
    if has_come_out(page, since=link.made_at):
        return Opening(Outcome.PUBLIC if is_public_now(page) else Outcome.CLOSED)
    embargo = current_embargo(page, now)
    if link.kind == ShareLink.Kind.PRESS and not embargo:
        return Opening(Outcome.CLOSED)
    return Opening(Outcome.SHOWN, embargo)


def version_to_show(kind: str, page: Page, embargo: Embargo | None) -> Page:
    """Return the newest draft of `page` or, for the press, what has been approved."""
    if kind == ShareLink.Kind.PRESS and embargo:
        return embargo.revision.as_object()
    return page.get_latest_revision_as_object()


def may_share(user: Any, page: Page) -> bool:
    """Say whether `user` may let others see `page` before it is public.

    Asked of the maker of a link each time that it is used: a link ends with the rights
    of its maker, and with the account.
    """
    return bool(
        user and can_be_shared(page) and page.permissions_for_user(user).can_edit()
    )


def can_be_shared(page: Page) -> bool:
    """Say whether links may be made for `page` at all.

    A page that will be shown to some visitors only is not for those with a link, and
    an alias has no draft of its own.
    """
    return not page.alias_of_id and not page.get_view_restrictions().exists()


def has_come_out(page: Page, since: datetime) -> bool:
    """Say whether the version that was shared at `since` has been published.

    From then on a link only leads to the public page. It does not show what editors
    write later, nor the page when it has been taken down again.
    """
    if page.last_published_at and page.last_published_at >= since:
        return True
    return not has_version_to_come(page)


def has_version_to_come(page: Page) -> bool:
    """Say whether there is something of `page` that the public cannot see."""
    return page.has_unpublished_changes or not is_public_now(page)
