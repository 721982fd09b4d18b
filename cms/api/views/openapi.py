"""The description of the API that programs read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import JsonResponse
from django.views.decorators.http import require_safe

from cms.api.headers import open_to_all
from cms.api.router import api_router
from cms.api.schema import openapi_document


if TYPE_CHECKING:
    from django.http import HttpRequest


@require_safe
def openapi(request: HttpRequest) -> JsonResponse:
    """Return the OpenAPI 3.1 document; it changes with the code only."""
    response = JsonResponse(
        openapi_document(api_router), json_dumps_params={"ensure_ascii": False}
    )
    open_to_all(response)
    return response
