"""Headers that every answer of the API carries."""

from __future__ import annotations

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

METHODS = ("GET", "HEAD", "OPTIONS")
#: Headers that a script on another site may read.
EXPOSED_HEADERS = ("ETag", "Link", "RateLimit", "RateLimit-Policy", "Retry-After")
#: Headers that it may send: any; a browser does not count a key among them unasked.
ALLOWED_HEADERS = ("*", "Authorization")
PREFLIGHT_SECONDS = 24 * 60 * 60
#: They let scripts of any site read an answer. Nothing here depends on who asks.
OPEN_TO_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": ", ".join(EXPOSED_HEADERS),
}


def open_to_all(response: HttpResponseBase) -> None:
    """Let scripts of any site read `response`."""
    for name, value in OPEN_TO_ALL.items():
        response.headers[name] = value


def answer_preflight(response: HttpResponseBase) -> None:
    """Tell a browser which requests a script of another site may send."""
    response.headers["Access-Control-Allow-Methods"] = ", ".join(METHODS)
    response.headers["Access-Control-Allow-Headers"] = ", ".join(ALLOWED_HEADERS)
    response.headers["Access-Control-Max-Age"] = str(PREFLIGHT_SECONDS)
