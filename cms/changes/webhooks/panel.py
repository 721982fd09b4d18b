"""Webhooks that do not arrive, on the first page of the admin."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone

from wagtail.admin.ui.components import Component

from cms.changes.models import WebhookEndpoint
from cms.changes.webhooks.admin import state_in_words


if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest

#: What fails for a shorter time is likely to come right by itself.
WORTH_TELLING_AFTER = timedelta(hours=1)


class WebhooksPanel(Component):
    """Endpoints that were switched off by themselves, or have been failing for long."""

    name = "webhooks"
    template_name = "changes/webhooks_panel.html"
    order = 60

    def __init__(self, endpoints: list[WebhookEndpoint]) -> None:
        self._endpoints = endpoints

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"rows": [(each, state_in_words(each)) for each in self._endpoints]}


def add_webhooks_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Put the panel on the first page, for those who can do something about it."""
    if not request.user.has_perm("changes.change_webhookendpoint"):
        return
    long_ago = timezone.now() - WORTH_TELLING_AFTER
    failing = Q(is_active=True, failing_since__lte=long_ago)
    off = Q(is_active=False) & ~Q(off_reason="")
    if endpoints := list(WebhookEndpoint.objects.filter(failing | off)):
        panels.append(WebhooksPanel(endpoints))
