"""Limits all that partners ask for, whatever answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.api.headers import OPEN_TO_ALL, open_to_all
from cms.api.throttling.admission import Admission, admit, refusal
from cms.api.throttling.rates import BY_ADDRESS, BY_PARTNER
from cms.api.usage import count_request


if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

LIMITED_PATHS = ("/api/", "/oembed/")
#: Under which name a request that was counted before it came to Django, says so.
ADMISSION = "cms.api.admission"


class LimitsMiddleware:
    """Counts each request for the API, and says which are too many.

    By the address alone, since views are not all that answers: there are redirects,
    unknown paths and errors, too. Whatever keeps answers to give them again belongs
    inside of it: what is told about limits is for one caller. A request with a
    `refusal` is none of its business.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        for policy in (BY_ADDRESS, BY_PARTNER):
            policy.rate  # noqa: B018 - a mistake in a setting shows when the site starts

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _is_limited(request):
            return self.get_response(request)
        admission = _admission(request)
        refused = refusal(admission)
        request.refusal = refused  # type: ignore[attr-defined]
        response = self.get_response(request)
        open_to_all(response)
        for name, value in admission.headers.items():
            response.headers[name] = value
        count_request(admission.credential, is_refused=refused is not None)
        return response


def admitted(request: HttpRequest) -> dict[str, str] | None:
    """Count a GET for the API, and return the headers that its answer gets.

    Does what the middleware does for an answer that is kept, before Django. None if the
    request is refused: the middleware does that, and does not count it again.
    """
    admission = _admission(request)
    if refusal(admission) is not None:
        return None
    count_request(admission.credential, is_refused=False)
    return OPEN_TO_ALL | admission.headers


class RefusalMiddleware:
    """Gives the refusals of `LimitsMiddleware`.

    Stands inside of what writes the headers that every answer has.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return getattr(request, "refusal", None) or self.get_response(request)


def _admission(request: HttpRequest) -> Admission:
    """Count a request, once."""
    admission: Admission | None = request.META.get(ADMISSION)
    if admission is None:
        admission = request.META[ADMISSION] = admit(request)
    return admission


def _is_limited(request: HttpRequest) -> bool:
    """Say whether a request counts.

    A browser asks with OPTIONS whether a script may ask. It shows the script no refusal
    of that, so the script could not tell why.
    """
    return request.method != "OPTIONS" and request.path_info.startswith(LIMITED_PATHS)
