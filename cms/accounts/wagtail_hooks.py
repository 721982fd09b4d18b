"""Accounts in Wagtail's admin: what is registered, and nothing else."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractUser, Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from cms.accounts import events, review
from cms.accounts.reports import (
    LoginsReport,
    PublicationsReport,
    may_view,
    may_view_logins,
)
from cms.accounts.rights import has_second_step
from cms.accounts.translations import CheckedUpdateTranslationsView
from cms.accounts.views import ResetView, may_reset


hooks.register("register_log_actions", events.register)
hooks.register("before_edit_page", review.explain_own_review)
hooks.register("before_publish_page", review.refuse_to_publish)
hooks.register("before_bulk_action", review.refuse_bulk_publishing)
hooks.register("construct_page_action_menu", review.hide_publish)


@hooks.register("register_permissions")
def permission_to_view_publications() -> QuerySet[Permission]:
    """Offer the right to see the reports in the form of a group."""
    return Permission.objects.filter(
        content_type__app_label="accounts", codename="view_publications"
    )


@hooks.register("register_admin_urls", order=-1)  # before those of wagtail-localize
def admin_urls() -> list[URLPattern]:
    """Add the pages that take a signed-in user."""
    return [
        path(
            "people/<int:pk>/second-step/",
            ResetView.as_view(),
            name="reset_second_step",
        ),
        path(
            "localize/update/<int:translation_source_id>/",
            CheckedUpdateTranslationsView.as_view(),
        ),
        *report_urls("publications", PublicationsReport),
        *report_urls("log-ins", LoginsReport),
    ]


def report_urls(slug: str, report: Any) -> list[URLPattern]:
    """Return the addresses of a report and of its table alone."""
    return [
        path(f"reports/{slug}/", report.as_view(), name=report.index_url_name),
        path(
            f"reports/{slug}/results/",
            report.as_view(results_only=True),
            name=report.index_results_url_name,
        ),
    ]


class PublicationsMenuItem(MenuItem):
    """Leads to the report of publications."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_view(request.user)  # type: ignore[arg-type]


class LoginsMenuItem(MenuItem):
    """Leads to the report of log-ins."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_view_logins(request.user)  # type: ignore[arg-type]


@hooks.register("register_reports_menu_item")
def publications_menu_item() -> MenuItem:
    """Add “Publications” to the reports."""
    url = reverse("publications_report")
    return PublicationsMenuItem(_("Publications"), url, icon_name="upload", order=50)


@hooks.register("register_reports_menu_item")
def logins_menu_item() -> MenuItem:
    """Add “Log-ins” to the reports."""
    return LoginsMenuItem(
        _("Log-ins"), reverse("logins_report"), icon_name="lock", order=60
    )


@hooks.register("register_account_menu_item")
def second_step_menu_item(request: HttpRequest) -> dict[str, Any]:
    """Offer the second step in one's account: to set up, or to change."""
    if has_second_step(request.user):
        label, help_text = _("Two-step log-in"), _("Connect another telephone.")
    else:
        label, help_text = _("Two-step log-in"), _("Protect your account with a code.")
    return {
        "url": reverse("accounts:set_up"),
        "label": label,
        "help_text": help_text,
    }


@hooks.register("register_account_menu_item")
def recovery_codes_menu_item(request: HttpRequest) -> dict[str, Any] | None:
    """Offer new recovery codes to those who have a second step."""
    if not has_second_step(request.user):
        return None
    return {
        "url": reverse("accounts:recovery_codes"),
        "label": _("Recovery codes"),
        "help_text": _("Make new ones when you have used or lost the old."),
    }


@hooks.register("register_user_listing_buttons")
def reset_button(user: AbstractUser, request_user: AbstractUser) -> list[Button]:
    """Offer to reset the second step of somebody who has one."""
    if not (may_reset(request_user, user) and has_second_step(user)):
        return []
    url = reverse("reset_second_step", args=[user.pk])
    return [
        Button(_("Reset two-step log-in"), url, icon_name="mobile-alt", priority=25)
    ]
