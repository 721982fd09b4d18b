"""What the endpoints' base class does, for views that are functions."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt

from cms.api.errors import json_error
from cms.api.headers import METHODS, answer_preflight, open_to_all


if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest


def read_only(
    view: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Return a view that answers `GET` and `HEAD` to all, and refuses in JSON."""

    @csrf_exempt  # nothing can be changed; and its refusal would be HTML
    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        if request.method in ("GET", "HEAD"):
            response = view(request)
        elif request.method == "OPTIONS":
            response = HttpResponse(status=204)
            answer_preflight(response)
        else:
            response = json_error(f'Method "{request.method}" not allowed.', 405)
            response.headers["Allow"] = ", ".join(METHODS)
        open_to_all(response)
        return response

    return answer
