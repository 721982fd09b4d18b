"""The log of deliveries in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic

import django_filters

from cms.changes.models import WebhookDelivery


if TYPE_CHECKING:
    from django.db.models import QuerySet

OUTCOMES = [("taken", gettext_lazy("Delivered")), ("failed", gettext_lazy("Failed"))]


class DeliveryFilterSet(WagtailFilterSet):
    outcome = django_filters.ChoiceFilter(
        label=gettext_lazy("Result"), choices=OUTCOMES, method="filter_outcome"
    )
    at = django_filters.DateFromToRangeFilter(
        label=gettext_lazy("Day"), widget=DateRangePickerWidget
    )

    class Meta:
        model = WebhookDelivery
        fields = ["endpoint", "event"]

    def filter_outcome(
        self, rows: QuerySet[WebhookDelivery], name: str, value: str
    ) -> QuerySet[WebhookDelivery]:
        return rows.filter(error="") if value == "taken" else rows.exclude(error="")


class SendAgainColumn(Column):
    """A button that sends one message again, now."""

    cell_template_name = "changes/send_again_cell.html"

    def get_cell_context_data(
        self, instance: WebhookDelivery, parent_context: Any
    ) -> dict[str, Any]:
        request = parent_context["request"]
        may_change = request.user.has_perm("changes.change_webhookendpoint")
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"may_change": may_change, "csrf_token": get_token(request)}


def shown_time(delivery: WebhookDelivery) -> str:
    """Return when an attempt was made, to the second."""
    return date_format(localtime(delivery.at), "j M Y, H:i:s")


def shown_result(delivery: WebhookDelivery) -> str:
    """Return what came of an attempt, in words."""
    if delivery.error:
        return delivery.error
    return _("Delivered (%(status)s)") % {"status": delivery.status}


class DeliveryLogView(generic.IndexView):
    """What was sent, when, and what came of it; filtered by endpoint, event and day."""

    model = WebhookDelivery
    page_title = gettext_lazy("Deliveries")
    header_icon = "history"
    filterset_class = DeliveryFilterSet
    default_ordering = "-at"
    is_searchable = False
    paginate_by = 50
    any_permission_required = ["add", "change", "delete", "view"]
    index_url_name = "webhooks:deliveries"
    index_results_url_name = "webhooks:delivery_results"
    columns = [
        Column("at", label=gettext_lazy("Time"), accessor=shown_time, sort_key="at"),
        TitleColumn(
            "endpoint",
            label=gettext_lazy("Webhook"),
            url_name="webhooks:inspect",
            id_accessor="endpoint_id",
        ),
        Column("sequence", label=gettext_lazy("Number in the log")),
        Column("get_event_display", label=gettext_lazy("Event")),
        StatusTagColumn(
            "error",
            label=gettext_lazy("Result"),
            accessor=shown_result,
            primary=lambda delivery: not delivery.error,
        ),
        NumberColumn("milliseconds", label=gettext_lazy("Milliseconds")),
        SendAgainColumn("again", label=gettext_lazy("Send again"), accessor="pk"),
    ]

    def get_base_queryset(self) -> QuerySet[Any]:
        return WebhookDelivery.objects.select_related("endpoint")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": self.webhooks_url, "label": _("Webhooks")}
        here = {"url": "", "label": str(self.page_title)}
        return [*self.breadcrumbs_items, index, here]

    @property
    def webhooks_url(self) -> str:
        """Where the list of endpoints is."""
        return reverse("webhooks:index")
