"""The report of how much partners ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

import django_filters

from cms.api.models import PartnerKey, UsageDay
from cms.api.usage import write_usage


if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

WITHOUT_KEY = _("Without a key")
#: Whoever has to do with keys.
RIGHTS = ["add", "change", "delete", "view"]

policy = ModelPermissionPolicy(PartnerKey)


class UsageFilterSet(WagtailFilterSet):
    day = django_filters.DateFromToRangeFilter(
        label=_("Day"), widget=DateRangePickerWidget
    )
    partner = django_filters.CharFilter(label=_("Partner"), lookup_expr="icontains")

    class Meta:
        model = UsageDay
        fields: list[str] = []


class UsageReport(ReportView):
    """Requests for the partner API, day by day."""

    page_title = _("Partner API")
    header_icon = "globe"
    model = UsageDay
    filterset_class = UsageFilterSet
    permission_policy = policy
    any_permission_required = RIGHTS
    index_url_name = "api_usage_report"
    index_results_url_name = "api_usage_report_results"
    default_ordering = "-day"
    is_searchable = False
    columns = [
        Column(
            "day",
            label=_("Day"),
            accessor=lambda row: date_format(row.day),
            sort_key="day",
        ),
        Column(
            "partner",
            label=_("Partner"),
            accessor=lambda row: row.partner or WITHOUT_KEY,
            sort_key="partner",
        ),
        NumberColumn("answered", label=_("Answered"), sort_key="answered"),
        NumberColumn("refused", label=_("Refused"), sort_key="refused"),
    ]
    list_export = ["day", "partner", "answered", "refused"]
    custom_field_preprocess = {
        "partner": {
            export: lambda name: name or str(WITHOUT_KEY)
            for export in ReportView.FORMATS
        }
    }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        write_usage()  # up to this moment
        return super().get(request, *args, **kwargs)

    def order_queryset(self, queryset: QuerySet[UsageDay]) -> QuerySet[UsageDay]:
        return queryset.order_by(self.ordering, "-day", "partner")

    def get_filename(self) -> str:
        return "partner-api-usage"


class UsageMenuItem(MenuItem):
    """Leads to the report."""

    def is_shown(self, request: HttpRequest) -> bool:
        return policy.user_has_any_permission(request.user, RIGHTS)


def usage_menu_item() -> MenuItem:
    """Return “Partner API” for the menu of reports."""
    url = reverse("api_usage_report")
    return UsageMenuItem(
        _("Partner API"), url, name="partner-api", icon_name="globe", order=760
    )


def usage_urls() -> list[URLPattern]:
    """Return the addresses of the report and of its table alone."""
    results = UsageReport.as_view(results_only=True)
    return [
        path("reports/partner-api/", UsageReport.as_view(), name="api_usage_report"),
        path("reports/partner-api/results/", results, name="api_usage_report_results"),
    ]
