"""What pages tell search engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from cms.core.structured_data import local, nodes_of, script


if TYPE_CHECKING:
    from datetime import datetime

    from django.template.context import RequestContext

register = template.Library()


@register.simple_tag(takes_context=True)
def structured_data(context: RequestContext) -> SafeString:
    """Write what is told of the page that is shown, one script for each thing."""
    page, trail = context["page"], context.get("breadcrumbs") or []
    nodes = nodes_of(page, trail, context["request"])
    return format_html_join("\n", "{}", ((script(node),) for node in nodes))


@register.filter
def moment(time: datetime | None) -> str | None:
    """Return a stored moment by ISO 8601, as it is where the press office is."""
    return local(time)
