"""Answers for the proxy and the monitoring: is the process up, is the site well."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.publishing.health import readiness


if TYPE_CHECKING:
    from django.http import HttpRequest


@require_safe
@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """Say that this process answers; asks nothing of database or cache."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Say how each part is; 503 when visitors cannot be served."""
    state = readiness()
    unavailable = state["status"] == "unavailable"
    return JsonResponse(
        state,
        status=HTTPStatus.SERVICE_UNAVAILABLE if unavailable else HTTPStatus.OK,
    )
