"""What feeds and press kits show, and how they are found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django import template
from django.utils.safestring import SafeString, mark_safe

from cms.core import body_html as bodies
from cms.core.feeds import ATOM, JSON
from cms.core.models import PageWithForms
from cms.core.urls import absolute_page_url


if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.template.context import RequestContext

register = template.Library()

FEEDS = {"feed.atom": ATOM, "feed.json": JSON}


class FeedLink(NamedTuple):
    """Where a program finds a feed."""

    url: str
    type: str
    title: str


@register.simple_tag(takes_context=True)
def body_html(context: RequestContext, page: Any) -> SafeString:
    """Write the body of a page with absolute addresses only."""
    html = bodies.body_html(page, context["request"])
    return mark_safe(html)  # noqa: S308 - made by the templates of blocks


@register.simple_tag(takes_context=True)
def feed_links(context: RequestContext) -> list[FeedLink]:
    """Return the feeds of the page that is shown and of those above it."""
    pages = [*(context.get("breadcrumbs") or []), context.get("page")]
    return list(_links(context, (page for page in pages if page and page.pk)))


def _links(context: RequestContext, pages: Iterable[Any]) -> Iterable[FeedLink]:
    for page in pages:
        model = page.specific_class
        if not model or not issubclass(model, PageWithForms):
            continue
        url = absolute_page_url(page, context.get("request"))
        for form in model.get_forms():
            if form in FEEDS and url:
                yield FeedLink(f"{url}{form}", FEEDS[form], page.title)
