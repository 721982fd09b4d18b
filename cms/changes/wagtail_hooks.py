from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail import hooks

from cms.changes.notes import note_things
from cms.changes.webhooks.actions import register_webhook_actions
from cms.changes.webhooks.admin import EndpointViewSet
from cms.changes.webhooks.panel import add_webhooks_panel


if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model
    from django.http import HttpRequest


hooks.register("register_admin_viewset", lambda: EndpointViewSet("webhooks"))
hooks.register("register_log_actions", register_webhook_actions)
hooks.register("construct_homepage_panels", add_webhooks_panel)


@hooks.register("after_bulk_action")
def note_files_of_bulk_action(
    request: HttpRequest, action_type: str, objects: Iterable[Model], action: Any
) -> None:
    """Note files that were put into a collection, which no signal tells of."""
    if action_type == "add_to_collection":
        for each in objects:
            note_things(type(each), [each.pk])
