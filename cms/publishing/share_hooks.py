"""Where share links appear in Wagtail's admin; `wagtail_hooks` registers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import include, path, reverse

from wagtail.admin.widgets import Button

from cms.publishing.share_admin import PageShareLinksView, ShareLogView, revoke_link
from cms.publishing.share_forms import LOG_MADE, LOG_REVOKED
from cms.publishing.share_report import ShareLinkReport


if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.urls import URLResolver

    from wagtail.log_actions import LogActionRegistry
    from wagtail.models import Page

urlpatterns = [
    path("page/<int:page_id>/", PageShareLinksView.as_view(), name="page"),
    path("<int:pk>/log/", ShareLogView.as_view(), name="log"),
    path("<int:pk>/revoke/", revoke_link, name="revoke"),
    path("report/", ShareLinkReport.as_view(), name="report"),
    path(
        "report/results/",
        ShareLinkReport.as_view(results_only=True),
        name="report_results",
    ),
]


def share_link_urls() -> list[URLResolver]:
    return [path("share-links/", include((urlpatterns, "share_links")))]


def share_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Offer “Share links” in the menu at the top of a page that `user` may edit."""
    if not page.alias_of_id and page.permissions_for_user(user).can_edit():
        yield Button(
            "Share links",
            reverse("share_links:page", args=[page.pk]),
            icon_name="link-external",
            priority=70,
        )


def register_share_actions(actions: LogActionRegistry) -> None:
    """Give what is done to links its names in the history of a page."""
    actions.register_action(LOG_MADE, "Share", "Shared by a link")
    actions.register_action(LOG_REVOKED, "Stop sharing", "A share link was closed")
