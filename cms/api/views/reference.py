"""The description of the API that people read, and try out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.template.loader import render_to_string

from cms.api.views.read_only import read_only


if TYPE_CHECKING:
    from django.http import HttpRequest


@read_only
def reference(request: HttpRequest) -> HttpResponse:
    """Return the one page of HTML below `/api/`.

    Swagger UI fills it in the browser from `openapi.json`. All files come from here, and
    the policy for visitors holds: see `cms.api.static_files`.
    """
    return HttpResponse(render_to_string("api/reference.html"))
