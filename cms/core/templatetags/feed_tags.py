"""What feeds and press kits show, and how they are found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django import template
from django.utils.safestring import SafeString, mark_safe

from cms.core import body_html as bodies
from cms.core.following import FEEDS
from cms.core.models import PageWithForms
from cms.core.urls import absolute_url, page_url


if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.template.context import RequestContext

register = template.Library()

CALENDAR = {"calendar.ics": "text/calendar"}


class FeedLink(NamedTuple):
    """Where a program finds a feed or a calendar."""

    path: str
    type: str
    title: str

    @property
    def url(self) -> str:
        """The absolute address."""
        return absolute_url(self.path)


@register.simple_tag(takes_context=True)
def body_html(context: RequestContext, page: Any) -> SafeString:
    """Write the body of a page with absolute addresses only."""
    html = bodies.body_html(page, context["request"])
    return mark_safe(html)  # noqa: S308 - made by the templates of blocks


@register.simple_tag(takes_context=True)
def feed_links(context: RequestContext) -> list[FeedLink]:
    """Return the feeds of the page that is shown and of those above it.

    Those of a home page are those of its sections (`sections`); of the page itself and
    of sections there is the calendar, too.
    """
    above = context.get("breadcrumbs") or []
    shown = [context.get("page"), *(context.get("sections") or [])]
    links = [link for page in above for link in _links(context, page, FEEDS)]
    for page in shown:
        links += _links(context, page, {**FEEDS, **CALENDAR})
    return links


def _links(
    context: RequestContext, page: Any, wanted: dict[str, str]
) -> Iterator[FeedLink]:
    model = page.specific_class if page and page.pk and page.live else None
    if not model or not issubclass(model, PageWithForms):
        return
    path = page_url(page, context.get("request"))
    for form in model.get_forms():
        if form in wanted and path:
            yield FeedLink(f"{path}{form}", wanted[form], page.title)
