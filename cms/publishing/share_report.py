"""All share links of the site, for those who publish."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse

from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from cms.publishing.london_time import london_text
from cms.publishing.models import ShareLink


if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet
    from django.http import HttpRequest

DELETED = "(deleted page)"


def links_for(user: Any) -> QuerySet[ShareLink]:
    """Return the links of the pages that `user` may publish."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "publish")
    mine = Q(page__in=pages)
    if user.is_superuser:
        mine |= Q(page__isnull=True)
    return ShareLink.objects.filter(mine)


class ShareLinkFilterSet(WagtailFilterSet):
    class Meta:
        model = ShareLink
        fields = ["kind"]


class MomentColumn(Column):
    """A time in London, or nothing."""

    def get_value(self, instance: Any) -> str:
        moment: datetime | None = super().get_value(instance)
        return london_text(moment) if moment else ""


class ShareLinkReport(ReportView):
    page_title = "Share links"
    header_icon = "link-external"
    model = ShareLink
    filterset_class = ShareLinkFilterSet
    permission_policy = page_permission_policy
    permission_required = "publish"
    index_url_name = "share_links:report"
    index_results_url_name = "share_links:report_results"
    default_ordering = "-made_at"
    columns = [
        TitleColumn(
            "page",
            label="Page",
            accessor=lambda link: link.page.draft_title if link.page else DELETED,
            get_url=lambda link: (
                link.page and reverse("share_links:page", args=[link.page_id])
            ),
        ),
        Column("reader_name", label="For whom"),
        Column("get_kind_display", label="Kind"),
        Column("made_by", label="Made by"),
        MomentColumn("made_at", label="Made", sort_key="made_at"),
        MomentColumn("expires_at", label="Ends", sort_key="expires_at"),
        Column("state", label="State", accessor=lambda link: link.state.label),
        TitleColumn(
            "shown_count",
            label="Shown",
            get_url=lambda link: reverse("share_links:log", args=[link.pk]),
            sort_key="shown_count",
        ),
        MomentColumn("last_shown_at", label="Last shown", sort_key="last_shown_at"),
    ]
    list_export = [
        "page",
        "reader_name",
        "kind",
        "made_by",
        "made_at",
        "expires_at",
        "revoked_at",
        "shown_count",
        "last_shown_at",
    ]

    def get_base_queryset(self) -> QuerySet[ShareLink]:
        links = links_for(self.request.user).with_uses()  # type: ignore[attr-defined]
        return links.select_related("page", "made_by")

    def get_queryset(self) -> QuerySet[ShareLink]:
        self.queryset = self.get_base_queryset()
        return super().get_queryset()

    def get_filename(self) -> str:
        return "share-links"


class ShareLinkReportItem(MenuItem):
    """The report's entry in the menu."""

    def is_shown(self, request: HttpRequest) -> bool:
        return page_permission_policy.user_has_permission(request.user, "publish")


def report_menu_item() -> MenuItem:
    return ShareLinkReportItem(
        "Share links",
        reverse("share_links:report"),
        name="share-links",
        icon_name="link-external",
        order=750,
    )
