"""Errors of the API: JSON, and nothing but JSON, under `/api/` and `/oembed/`.

    {"message": "limit must be a whole number from 0 to 100."}

The rest of the site keeps Django's error pages; `cms.urls` names the handlers here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import (
    Http404,
    HttpResponseNotFound,
    HttpResponsePermanentRedirect,
    JsonResponse,
)
from django.urls import resolve
from django.views import defaults
from django.views.decorators.csrf import csrf_exempt

from cms.api.headers import open_to_all


if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

JSON_PATHS = ("/api/", "/oembed/")
NOT_FOUND = "not found"
GONE = "gone"


class Gone(Http404):
    """There was something here that everybody could see, and there no longer is."""


def json_error(message: str, status: int) -> JsonResponse:
    """Return an error in the form that all of the API's errors have."""
    response = JsonResponse({"message": message}, status=status)
    open_to_all(response)
    return response


@csrf_exempt
def unknown_path(request: HttpRequest, path: str) -> HttpResponse:
    """Answer any path under `/api/` that nothing else answers.

    A path that only lacks its last slash leads to the one that has it, as elsewhere on
    the site.
    """
    if not path.endswith("/") and resolve(f"{request.path_info}/").func != unknown_path:
        response = HttpResponsePermanentRedirect(
            request.get_full_path(force_append_slash=True),
            content_type="application/json",
        )
        open_to_all(response)
        return response
    return json_error(NOT_FOUND, 404)


def _by_prefix(
    status: int, message: str, elsewhere: Callable[..., HttpResponse]
) -> Callable[..., HttpResponse]:
    """Return an error view: JSON for programs, the page `elsewhere` otherwise."""

    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.path.startswith(JSON_PATHS):
            return json_error(message, status)
        return elsewhere(request, *args, **kwargs)

    return view


def _page_or_file_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer in words that cost little where a browser looks for a picture."""
    if request.path.startswith(settings.MEDIA_URL):
        return HttpResponseNotFound("Not found\n", content_type="text/plain")
    return defaults.page_not_found(request, exception)


bad_request = _by_prefix(400, "bad request", defaults.bad_request)
permission_denied = _by_prefix(403, "forbidden", defaults.permission_denied)
page_not_found = _by_prefix(404, NOT_FOUND, _page_or_file_not_found)
server_error = _by_prefix(500, "server error", defaults.server_error)
