"""What will happen to a page by itself, in words for editors.

What visitors see now is decided in `cms.core.querysets`; here is what has been planned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from wagtail.models import Page, Revision

from cms.core.querysets import public_from_later, public_now
from cms.publishing.health import OVERDUE_AFTER
from cms.publishing.london_time import london_text
from cms.publishing.models import BundlePage, BundleState


if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

INFO = "info"
WARNING = "warning"
CRITICAL = "critical"


class Plan(NamedTuple):
    """A version of a page that will be published by itself.

    Args:
        at: When it is published.
        expire_at: When that version is taken down again, if it is.
        bundle: The title of the bundle that it is part of; empty for none.
    """

    at: datetime
    expire_at: datetime | None = None
    bundle: str = ""


class Badge(NamedTuple):
    """A few words on a page's schedule, and how urgent they are."""

    text: str
    tone: str = INFO


def plans_for(ids: Collection[int]) -> dict[int, Plan]:
    """Return what has been scheduled or approved for the pages with these ids.

    Of several plans for one page the next one counts. Costs two queries.
    """
    found: dict[int, Plan] = {}
    for pk, plan in [*_scheduled(ids), *_bundled(ids)]:
        if pk not in found or plan.at < found[pk].at:
            found[pk] = plan
    return found


def _scheduled(ids: Collection[int]) -> Iterable[tuple[int, Plan]]:
    rows = Revision.page_revisions.filter(
        approved_go_live_at__isnull=False, object_id__in=list(map(str, ids))
    ).values_list("object_id", "approved_go_live_at", "content__expire_at")
    for pk, at, expire_at in rows:
        yield int(pk), Plan(at, _as_moment(expire_at))


def _bundled(ids: Collection[int]) -> Iterable[tuple[int, Plan]]:
    rows = BundlePage.objects.filter(
        page_id__in=list(ids),
        revision__isnull=False,
        bundle__state=BundleState.APPROVED,
    ).values_list(
        "page_id", "bundle__go_live_at", "revision__content__expire_at", "bundle__title"
    )
    for pk, at, expire_at, title in rows:
        yield pk, Plan(at, _as_moment(expire_at), title)


def _as_moment(stored: str | None) -> datetime | None:
    return parse_datetime(stored) if stored else None


def public_at(ids: Collection[int], moment: datetime) -> set[int]:
    """Return which of these pages visitors will see at `moment`, as far as is planned.

    A restriction that somebody sets in between cannot be known.
    """
    pages = Page.objects.filter(pk__in=list(ids)).order_by()
    if moment <= timezone.now():
        return set(public_now(pages).values_list("pk", flat=True))
    due = {pk: plan for pk, plan in plans_for(ids).items() if plan.at <= moment}
    known = public_now(pages).values_list("pk", "expire_at")
    later = public_from_later(pages).filter(go_live_at__lte=moment)
    ends = dict(known) | dict(later.values_list("pk", "expire_at"))
    unrestricted = pages.filter(pk__in=list(due)).public()
    ends |= {pk: due[pk].expire_at for pk in unrestricted.values_list("pk", flat=True)}
    return {pk for pk, end in ends.items() if end is None or end > moment}


def badges_for(page: Page, plan: Plan | None) -> list[Badge]:
    """Return what is to be said of a page's schedule; nothing for most pages.

    Args:
        page: As it is stored, not a draft of it.
        plan: What `plans_for` found for it.
    """
    now = timezone.now()
    badges = []
    if start := _start(page, plan, now):
        badges.append(start)
    if end := _end(page, plan, now):
        badges.append(end)
    return badges


def _start(page: Page, plan: Plan | None, now: datetime) -> Badge | None:
    if plan:
        return _planned(plan, now, is_up=_is_up(page, now))
    if not page.go_live_at or page.go_live_at <= now:
        return None
    words = {"time": london_text(page.go_live_at)}
    if page.live:
        return Badge(_("Embargoed until %(time)s") % words)
    return Badge(_("Not scheduled yet: %(time)s is only noted") % words, WARNING)


def _planned(plan: Plan, now: datetime, *, is_up: bool) -> Badge:
    words = {"time": london_text(plan.at), "bundle": plan.bundle}
    if plan.at + OVERDUE_AFTER <= now:
        return Badge(_("Late: was to appear on %(time)s") % words, CRITICAL)
    if is_up:
        text = _("Public; scheduled draft replaces it on %(time)s") % words
    else:
        text = _("Embargoed until %(time)s") % words
    if plan.bundle:
        text += " " + _("(bundle “%(bundle)s”)") % words
    return Badge(text)


def _end(page: Page, plan: Plan | None, now: datetime) -> Badge | None:
    """Return the end of the version that visitors see, or else of the planned one."""
    expire_at = page.expire_at if page.live else plan and plan.expire_at
    if not expire_at:
        return None
    words = {"time": london_text(expire_at)}
    if expire_at <= now:
        return Badge(_("Expired on %(time)s") % words)
    return Badge(_("Expires on %(time)s") % words)


def _is_up(page: Page, now: datetime) -> bool:
    """Say whether the dates of a page let visitors see it."""
    return (
        page.live
        and (page.go_live_at is None or page.go_live_at <= now)
        and (page.expire_at is None or page.expire_at > now)
    )
