"""The description of the API that programs read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import JsonResponse

from cms.api.router import api_router
from cms.api.schema import openapi_document
from cms.api.views.read_only import read_only


if TYPE_CHECKING:
    from django.http import HttpRequest


@read_only
def openapi(request: HttpRequest) -> JsonResponse:
    """Return the OpenAPI 3.1 document; it changes with the code only."""
    return JsonResponse(
        openapi_document(api_router, settings.BASE_URL),
        json_dumps_params={"ensure_ascii": False},
    )
