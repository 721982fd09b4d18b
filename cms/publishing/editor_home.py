"""Scheduled publishing on the first page of the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.publishing.editor_schedule import Plan, plans_for
from cms.publishing.health import OVERDUE_AFTER, scheduler_state
from cms.publishing.models import BundlePage, BundleState
from cms.publishing.scheduler import expiring_pages, planned_revisions


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime, timedelta

    from django.http import HttpRequest

    from wagtail.query import PageQuerySet

ROWS_SHOWN = 20
ONE_MINUTE = 60


class Upcoming(NamedTuple):
    """What will happen to a page by itself.

    Args:
        at: When.
        page: To which page.
        what: What, in words.
    """

    at: datetime
    page: Page
    what: str

    @property
    def is_late(self) -> bool:
        """Whether it should have happened and has not."""
        return self.at + OVERDUE_AFTER <= timezone.now()


def upcoming_for(user: Any) -> list[Upcoming]:
    """Return what is planned for the pages that `user` may edit or publish, in order.

    Others are not named: the title of an embargoed page is part of what is embargoed.
    """
    pages = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(
        user, ["change", "publish"]
    )
    rows = [*_appearing(pages), *_expiring(pages), *_failed(pages)]
    return sorted(rows, key=lambda row: (row.at, row.page.pk))


def _appearing(pages: PageQuerySet) -> Iterator[Upcoming]:
    planned = {
        *map(
            int,
            planned_revisions()
            .filter(at__isnull=False)
            .values_list("object_id", flat=True),
        ),
        *BundlePage.objects.filter(
            page__isnull=False, bundle__state=BundleState.APPROVED
        ).values_list("page_id", flat=True),
    }
    plans = plans_for(planned)
    for page in pages.filter(pk__in=planned).specific(defer=True):
        if plan := plans.get(page.pk):
            yield Upcoming(plan.at, page, _what(page, plan))


def _what(page: Page, plan: Plan) -> str:
    text = _("Scheduled draft replaces it") if page.live else _("Appears")
    if plan.bundle:
        text += " " + _("(bundle “%(bundle)s”)") % {"bundle": plan.bundle}
    return text


def _expiring(pages: PageQuerySet) -> Iterator[Upcoming]:
    ends = dict(
        expiring_pages().filter(at__isnull=False).values_list("pk", "expire_at")
    )
    for page in pages.filter(pk__in=list(ends)).specific(defer=True):
        yield Upcoming(ends[page.pk], page, _("Expires"))


def _failed(pages: PageQuerySet) -> Iterator[Upcoming]:
    """Yield what should have appeared with a bundle that could not be published."""
    entries = BundlePage.objects.filter(
        page__in=pages.order_by(), bundle__state=BundleState.FAILED
    )
    for entry in entries.select_related("bundle", "page"):
        words = {"bundle": entry.bundle.title}
        what = _("Has not appeared: the bundle “%(bundle)s” failed") % words
        yield Upcoming(entry.bundle.go_live_at, entry.page, what)


class SchedulePanel(Component):
    """The scheduler's last sign of life, and what it is to do next."""

    name = "schedule"
    template_name = "publishing/editor_home.html"
    order = 50  # above what waits for the editor: without it nothing appears

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Add the rows that this user may see and how the scheduler is."""
        rows = upcoming_for(parent_context["request"].user)
        waiting = [row for row in rows if row.at > timezone.now()]
        return {
            "scheduler": scheduler_line(waiting),
            "next": waiting[0] if waiting else None,
            "rows": rows[:ROWS_SHOWN],
            "more": len(rows[ROWS_SHOWN:]),
        }


class SchedulerLine(NamedTuple):
    """A sentence on the scheduler, and whether to worry."""

    text: str
    is_late: bool


def scheduler_line(waiting: list[Upcoming]) -> SchedulerLine:
    """Return how the scheduler is: when it last ran, or what is the matter with it."""
    scheduler = scheduler_state()
    if scheduler.beat_at is None:
        return _worry(_("Scheduled publishing has never run."))
    silence = _in_words(abs(timezone.now() - scheduler.beat_at))
    if scheduler.state == "late":
        return _worry(_("Scheduled publishing has not run for %s.") % silence)
    text = _("Scheduled publishing: last run %s ago.") % silence + _how_many(waiting)
    if not scheduler.failing:
        return SchedulerLine(text, is_late=False)
    failing = ngettext(
        "%(count)s page or bundle could not be published or taken down in time.",
        "%(count)s pages or bundles could not be published or taken down in time.",
        scheduler.failing,
    ) % {"count": scheduler.failing}
    return SchedulerLine(f"{text} {failing}", is_late=True)


def _worry(text: str) -> SchedulerLine:
    """Add what it means, and what to do, to what is the matter."""
    advice = _(
        "Scheduled pages will be late; nothing appears early. Tell the people who run "
        "the site."
    )
    return SchedulerLine(f"{text} {advice}", is_late=True)


def _how_many(waiting: list[Upcoming]) -> str:
    if not waiting:
        return ""
    return " " + _("%(count)s waiting.") % {"count": len(waiting)}


def _in_words(length: timedelta) -> str:
    """Return a length such as “3 s” or “5 minutes”."""
    seconds = int(length.total_seconds())
    if seconds < ONE_MINUTE:
        return _("%(seconds)s s") % {"seconds": seconds}
    now = timezone.now()
    return timesince(now - length, now, depth=1)


def add_schedule_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Put the panel on the first page of the admin."""
    panels.append(SchedulePanel())
