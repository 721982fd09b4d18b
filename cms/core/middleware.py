"""Request-wide behaviour that Django's own middleware does not give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.middleware.locale import LocaleMiddleware
from django.utils import translation

from cms.core.references import remember_references
from cms.core.routing import SERVING, find_route


if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


class PathLocaleMiddleware(LocaleMiddleware):
    """Choose the language by the address alone.

    Django's middleware adds `Vary: Accept-Language` to each page without a language
    prefix, although it never reads that header for them; caches would keep one copy
    per browser setting.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        response.headers.setdefault("Content-Language", translation.get_language())
        return response


class ReferencesMiddleware:
    """Keep the pages that links point to in memory for the length of one request.

    The page that is asked for is found here, too, where Wagtail would look for it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with remember_references():
            return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: Sequence[str],
        kwargs: dict[str, str],
    ) -> None:
        """Find the page by our own way; Wagtail's view takes what is found."""
        match = request.resolver_match
        if match and match.url_name in SERVING:
            route = find_route(request, args[0])
            request._wagtail_route_for_request = route  # type: ignore[attr-defined]
