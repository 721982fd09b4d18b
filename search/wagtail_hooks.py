"""The report on what visitors search for, for everybody who writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import ReportView
from wagtail.contrib.search_promotions.views.reports import SearchTermsReportView

from search.hits import write_hits


if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

WAGTAILS_OWN = "search-terms"


class SearchReportView(SearchTermsReportView):
    """Wagtail's report, up to this moment, and not for superusers only.

    It names words and numbers, and nobody who searched.
    """

    page_title = _("What visitors search for")
    index_url_name = "search_report"
    index_results_url_name = "search_report_results"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        write_hits()
        return ReportView.dispatch(self, request, *args, **kwargs)


@hooks.register("register_admin_urls")
def register_search_report() -> list[URLPattern]:
    """Put the report at an address below the admin's."""
    results = SearchReportView.as_view(results_only=True)
    return [
        path("reports/search/", SearchReportView.as_view(), name="search_report"),
        path("reports/search/results/", results, name="search_report_results"),
    ]


@hooks.register("register_reports_menu_item")
def register_search_report_menu_item() -> MenuItem:
    """Put it into the menu."""
    return MenuItem(
        _("What visitors search for"),
        reverse("search_report"),
        name="search-report",
        icon_name="search",
        order=1300,
    )


@hooks.register("construct_reports_menu")
def hide_wagtails_own(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Take Wagtail's own out of the menu, which would be there twice for superusers."""
    menu_items[:] = [item for item in menu_items if item.name != WAGTAILS_OWN]
