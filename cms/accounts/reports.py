"""Reports of the audit log: who published what, and who logged in or could not."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db.models import IntegerField, QuerySet, Value
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail.admin.views.reports.audit_logging import (
    LogEntriesView,
    SiteHistoryReportFilterSet,
)
from wagtail.log_actions import registry
from wagtail.models import PageLogEntry
from wagtail.permission_policies.base import BasePermissionPolicy

from cms.accounts import events


APPROVAL = "wagtail.workflow.approve"
#: What makes something public, ends that, or decides who sees it.
PUBLISHING = (
    "wagtail.publish",
    "wagtail.publish.schedule",
    "wagtail.publish.scheduled",
    "wagtail.schedule.cancel",
    "wagtail.unpublish",
    "wagtail.unpublish.scheduled",
    "wagtail.view_restriction.create",
    "wagtail.view_restriction.edit",
    "wagtail.view_restriction.delete",
    APPROVAL,
    "wagtail.workflow.cancel",
    "wagtail.delete",
    "wagtail.move",
)
#: All that bundles and share links record.
PUBLISHING_PREFIX = "publishing."
PRESS_ZONE = ZoneInfo(settings.TIME_ZONE)
IN_FULL = "j F Y, H:i:s T"


class MayViewPublications(BasePermissionPolicy):
    """Lets those see the reports who have that right."""

    def user_has_any_permission(self, user: AbstractUser, actions: Any) -> bool:
        return may_view(user)


class MayViewLogins(MayViewPublications):
    """Lets those see the log-ins who may also see and change people."""

    def user_has_any_permission(self, user: AbstractUser, actions: Any) -> bool:
        return may_view_logins(user)


def may_view(user: AbstractUser) -> bool:
    """Say whether `user` may see who published what."""
    return user.has_perm("accounts.view_publications")


def may_view_logins(user: AbstractUser) -> bool:
    """Say whether `user` may see who logged in, or could not."""
    return may_view(user) and user.has_perm("auth.change_user")


def in_press_time(moment: datetime) -> str:
    """Return a time in the press office's zone, to the second, with the zone's name."""
    return date_format(localtime(moment, PRESS_ZONE), IN_FULL)


class ChosenActionsFilterSet(SiteHistoryReportFilterSet):
    """The filters of the site history, without what these reports never show."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.filters["is_commenting_action"]

    def get_action_choices(self) -> list[tuple[str, Any]]:
        view = self.request.resolver_match.func.view_class
        return [each for each in super().get_action_choices() if view.shows(each[0])]


class AuditReport(ABC, LogEntriesView):
    """Base of the reports: some actions of all log entries that the user may see."""

    results_template_name = "accounts/audit_report_results.html"
    filterset_class = ChosenActionsFilterSet
    permission_policy = MayViewPublications(None)
    any_permission_required = ["view"]
    list_export = [*LogEntriesView.list_export, "details"]
    export_headings = {**LogEntriesView.export_headings, "details": _("Details")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.custom_field_preprocess["timestamp"] = {self.FORMAT_CSV: in_press_time}

    @classmethod
    @abstractmethod
    def shows(cls, action: str) -> bool:
        """Say whether entries of this action belong in the report."""

    def get_filtered_queryset(self) -> QuerySet:
        """Return the entries of all log models as rows that `LogEntriesView` reads.

        As it does it, but with all entries about pages: it leaves out those of deleted
        pages for everybody who cannot make pages at the root.
        """
        self.log_models = list(registry.get_log_entry_models())
        parts = []
        for number, model in enumerate(self.log_models):
            entries = model.objects.viewable_by_user(self.request.user)
            if model is PageLogEntry:
                entries = model.objects.all()
            part = self.filter_queryset(
                entries.filter(action__in=self.shown_actions())
                .values("pk", "timestamp")
                .annotate(log_model_index=Value(number, output_field=IntegerField()))
            )
            parts.append(part.order_by())
        return parts[0].union(*parts[1:], all=True).order_by("-timestamp", "-pk")

    def shown_actions(self) -> list[str]:
        """Return the actions of this report."""
        return [name for name, _label in registry.get_choices() if self.shows(name)]

    def decorate_paginated_queryset(self, queryset: Any) -> list[Any]:
        entries = super().decorate_paginated_queryset(queryset)
        # What one approval does is recorded under one number, whatever becomes of the
        # page and its versions.
        reviewed = set(
            PageLogEntry.objects.filter(
                action=APPROVAL, uuid__in={entry.uuid for entry in entries}
            ).values_list("uuid", flat=True)
        )
        for entry in entries:
            entry.details = describe(entry, entry.uuid in reviewed)
            entry.press_time = in_press_time(entry.timestamp)
        return entries


class PublicationsReport(AuditReport):
    """Who published what: also schedules, privacy, share links, bundles, deletions."""

    page_title = _("Publications")
    header_icon = "upload"
    index_url_name = "publications_report"
    index_results_url_name = "publications_report_results"

    @classmethod
    def shows(cls, action: str) -> bool:
        return action in PUBLISHING or action.startswith(PUBLISHING_PREFIX)

    def get_filename(self) -> str:
        return "publications"


class LoginsReport(AuditReport):
    """Failed log-ins, lockouts, and what was done to second steps."""

    page_title = _("Log-ins")
    header_icon = "lock"
    permission_policy = MayViewLogins(None)
    index_url_name = "logins_report"
    index_results_url_name = "logins_report_results"

    @classmethod
    def shows(cls, action: str) -> bool:
        return action.startswith(events.PREFIX)

    def get_filename(self) -> str:
        return "log-ins"


def describe(entry: Any, is_reviewed: bool) -> str:
    """Return what else an entry tells: its comment, an address, a missing review."""
    parts = [str(getattr(entry, "comment", "") or ""), entry.data.get("address", "")]
    if entry.action == "wagtail.publish" and entry.user_id:
        parts.append(gettext("Reviewed") if is_reviewed else gettext("No review"))
    return ". ".join(filter(None, parts))
