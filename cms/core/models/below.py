"""Pages with addresses of their own below them: `calendar.ics`, `feed.atom`, `text/`."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path

from cms.core.models.pages import BasePage
from cms.core.routing import FORMS


if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def form(address: str) -> Callable[[Callable[..., Any]], Any]:
    """Put a method of a page at one of `FORMS` below the page's address.

    Wagtail looks for it with a slash at its end, and redirects as it is written.
    """
    return re_path(rf"^{re.escape(address.rstrip('/'))}/?$", name=address)


class PageWithForms(RoutablePageMixin, BasePage):
    """A page that visitors can also have in other forms, below its own address.

    It is the page itself that answers there, so that a form is public, asks for a
    password, is gone or has never been exactly when the page is.
    """

    class Meta:
        abstract = True

    @classmethod
    @cache  # looks through all that a class has, for each request
    def get_subpage_urls(cls) -> tuple[Any, ...]:
        """Return the routes of such a page."""
        return super().get_subpage_urls()

    @classmethod
    def get_forms(cls) -> list[str]:
        """Return the addresses below such a page, as `FORMS` writes them."""
        names = {route.name for route in cls.get_subpage_urls()}
        return [address for address in FORMS if address in names]

    def get_route_paths(self) -> list[str]:
        """Return what redirects lead to, besides the page, when its address changes."""
        return [*super().get_route_paths(), *(f"/{each}" for each in self.get_forms())]

    def serve_preview(self, request: HttpRequest, preview_mode: str) -> HttpResponse:
        """Show the draft in every way of `BasePage`; the mixin knows only one."""
        return BasePage.serve_preview(self, request, preview_mode)
