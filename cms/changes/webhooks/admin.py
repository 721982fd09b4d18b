"""“Webhooks” in the admin: a list, a form, and a page that says how an endpoint stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import Button

from cms.changes.models import LogHead, WebhookEndpoint
from cms.changes.models.webhooks import State
from cms.changes.webhooks.actions import ACTIONS
from cms.changes.webhooks.delivery_log import DeliveryLogView
from cms.changes.webhooks.forms import EndpointForm


if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

DELIVERIES_SHOWN = 10


def state_in_words(endpoint: WebhookEndpoint) -> str:
    """Return how delivery to an endpoint stands, and why."""
    if endpoint.state == State.OFF:
        reason = endpoint.off_reason
        return _("Switched off: %s") % reason if reason else _("Switched off")
    if endpoint.failing_since:
        return _("Failing for %s") % timesince(endpoint.failing_since)
    return _("Healthy")


def events_in_words(endpoint: WebhookEndpoint) -> str:
    """Return what an endpoint is told of."""
    return ", ".join(endpoint.events) if endpoint.events else _("everything")


def secret_page(request: HttpRequest, endpoint: WebhookEndpoint) -> HttpResponse:
    """Show the secret of an endpoint, with a button to copy it."""
    # Wagtail's admin is kept by no cache, neither in front nor in the browser.
    return TemplateResponse(
        request, "changes/webhook_secret.html", {"endpoint": endpoint}
    )


class EndpointIndexView(generic.IndexView):
    columns = [
        TitleColumn(
            "description",
            label=gettext_lazy("Description"),
            url_name="webhooks:inspect",
            sort_key="description",
        ),
        Column(
            "url",
            label=gettext_lazy("Receiver"),
            accessor=lambda endpoint: urlsplit(endpoint.url).hostname,
        ),
        Column("events", label=gettext_lazy("Told of"), accessor=events_in_words),
        StatusTagColumn(
            "state",
            label=gettext_lazy("State"),
            accessor=state_in_words,
            primary=lambda endpoint: endpoint.state == State.HEALTHY,
        ),
    ]

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        log = Button(
            gettext_lazy("All deliveries"),
            url=reverse("webhooks:deliveries"),
            icon_name="history",
            priority=90,
        )
        return [*super().header_more_buttons, log]


class EndpointCreateView(generic.CreateView):
    def save_action(self) -> HttpResponse:
        return secret_page(self.request, self.object)


class EndpointEditView(generic.EditView):
    def get_success_url(self) -> str:
        return reverse("webhooks:inspect", args=[self.object.pk])


class EndpointPageView(generic.InspectView):
    """How an endpoint stands; a POST does what is named in `action`."""

    template_name = "changes/webhook.html"
    page_title = gettext_lazy("Webhook")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.user_has_permission("change"):
            return permission_denied(request)
        action = ACTIONS.get(request.POST.get("action", ""))
        if action is None:
            messages.error(request, _("That cannot be done. Look again."))
        elif action(request, self.object).shows_secret:
            return secret_page(request, self.object)
        return redirect("webhooks:inspect", self.object.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        endpoint = self.object
        query = urlencode({"endpoint": endpoint.pk})
        head = LogHead.objects.values_list("sequence", flat=True).first() or 0
        return {
            **super().get_context_data(**kwargs),
            "endpoint": endpoint,
            "state": state_in_words(endpoint),
            "events": events_in_words(endpoint),
            "waiting": max(0, head - endpoint.cursor),
            "deliveries": endpoint.deliveries.all()[:DELIVERIES_SHOWN],
            "log_url": f"{reverse('webhooks:deliveries')}?{query}",
            "may_change": self.user_has_permission("change"),
        }

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        index = {"url": reverse("webhooks:index"), "label": _("Webhooks")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": str(self.object)}]

    def get_fields_context(self) -> list[Any]:
        return []  # the secret is one of them


class EndpointViewSet(ModelViewSet):
    """“Webhooks” in the settings."""

    model = WebhookEndpoint
    icon = "globe"
    menu_label = gettext_lazy("Webhooks")
    menu_order = 660
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    search_fields = ["description"]
    list_per_page = 50
    index_view_class = EndpointIndexView
    add_view_class = EndpointCreateView
    edit_view_class = EndpointEditView
    inspect_view_class = EndpointPageView
    edit_handler = ObjectList(
        [
            FieldPanel("description"),
            FieldPanel("url"),
            FieldPanel("events"),
            FieldPanel("is_active"),
        ],
        base_form_class=EndpointForm,
    )

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("deliveries/", self._log_view(), name="deliveries"),
            path(
                "deliveries/results/",
                self._log_view(results_only=True),
                name="delivery_results",
            ),
        ]

    def _log_view(self, **kwargs: Any) -> Any:
        return DeliveryLogView.as_view(
            permission_policy=self.permission_policy, **kwargs
        )
