"""What browsers are told to refuse, for each part of the site.

Visitors' pages run nothing but our own files. Wagtail's admin writes scripts and styles
into its pages, so it needs a wider policy; the wider one stays behind the login.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.conf import settings


if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

FOR_EDITORS = "/admin/"
CORP = "Cross-Origin-Resource-Policy"
#: What partners' pages load from here: data, pictures and files, and for cards in their
#: frames a style and a script.
FOR_PARTNERS = (
    "/api/",
    "/documents/",
    "/oembed/",
    settings.MEDIA_URL,
    f"{settings.STATIC_URL}embed/",
)


class SecurityHeadersMiddleware:
    """Choose the policies of a response by what it is: page, file or admin.

    Stands inside of `csp.middleware.CSPMiddleware`, which writes the header itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        path = request.path_info
        in_admin = path.startswith(FOR_EDITORS)
        if in_admin or getattr(request, "is_preview", False):
            # As django-csp's own decorators do it, which take views, not addresses.
            policy = settings.EDITOR_CONTENT_SECURITY_POLICY
            response._csp_replace = policy  # type: ignore[attr-defined]
        if in_admin:
            response.headers["Cache-Control"] = "no-store, private"
            response.headers["X-Robots-Tag"] = "noindex"
        if response.status_code >= HTTPStatus.BAD_REQUEST:
            # What is refused now may be public in the next second.
            response.headers.setdefault("Cache-Control", "no-store")
        for_partners = path.startswith(FOR_PARTNERS)
        own = "cross-origin" if for_partners else "same-origin"
        response.headers.setdefault(CORP, own)
        return response
