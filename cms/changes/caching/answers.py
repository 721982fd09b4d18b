"""Turns responses into answers that can be kept, and those into what is sent."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import patch_vary_headers

from cms.changes.caching.encodings import IDENTITY, is_worth_packing, pack
from cms.changes.caching.questions import is_small_for_savers
from cms.changes.caching.store import Answer
from cms.core.low_data import SAVE_DATA


if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

#: Told anew each time.
OF_THE_MOMENT = frozenset({"cache-control", "content-length", "etag"})
#: What a 304 does not repeat: it is about a body that is not sent.
OF_BODIES = frozenset({"content-language", "content-type"})
VARY = ("Accept-Encoding",)
#: Tells a cache in front the path as we write it, since clients may quote it in other
#: ways: what it is told to forget, it finds by this. It passes it on to nobody.
PATH = "X-Cache-Path"


class Reply(NamedTuple):
    """What is sent. Django's responses look at each header for a while.

    Args:
        status_code: The status.
        headers: By their names, which are written in one way only.
        content: The body; empty for a HEAD.
    """

    status_code: int
    headers: dict[str, str]
    content: bytes

    def as_response(self) -> HttpResponse:
        """Return it as Django's middleware knows it."""
        response = HttpResponse(self.content, status=self.status_code)
        response.headers.pop("Content-Type")  # unless ours say one
        for name, value in self.headers.items():
            response.headers[name] = value
        return response


def may_be_kept(response: HttpResponseBase) -> bool:
    """Say whether a response is for everybody, and complete.

    One that says itself how long it holds is not ours to decide about.
    """
    return (
        response.status_code == HTTPStatus.OK
        and not response.streaming
        and not response.cookies
        and not response.has_header("Cache-Control")
        and not response.has_header("Content-Encoding")
        and not response.has_header("Vary")
    )


def headers_varied_by(request: HttpRequest) -> tuple[str, ...]:
    """Return the headers of a request that its answer depends on."""
    return (*VARY, SAVE_DATA) if is_small_for_savers(request) else VARY


def answer_from(response: HttpResponseBase, request: HttpRequest) -> Answer:
    """Return what is kept of the response to a request."""
    patch_vary_headers(response, headers_varied_by(request))
    if settings.WAGTAILFRONTENDCACHE:
        response.headers[PATH] = quote(request.path)
    body: bytes = response.content  # type: ignore[attr-defined]
    headers = tuple(
        (name, value)
        for name, value in response.headers.items()
        if name.lower() not in OF_THE_MOMENT
    )
    is_packed = is_worth_packing(response.headers.get("Content-Type", ""), body)
    return Answer(headers, {IDENTITY: body}, is_packed)


def packed(answer: Answer, encoding: str) -> Answer:
    """Return an answer that has its body in an encoding, too."""
    if encoding in answer.bodies:
        return answer
    body = pack(answer.bodies[IDENTITY], encoding)
    return answer._replace(bodies={**answer.bodies, encoding: body})


def reply_from(answer: Answer, encoding: str, *, has_body: bool) -> Reply:
    """Return what is sent of an answer; without its body for a HEAD."""
    body = answer.bodies[encoding]
    headers = dict(answer.headers)
    if encoding != IDENTITY:
        headers["Content-Encoding"] = encoding
    headers["Content-Length"] = str(len(body))
    return Reply(HTTPStatus.OK, headers, body if has_body else b"")


def not_modified(answer: Answer | None, request: HttpRequest) -> Reply:
    """Return what says that the client has the answer already.

    If another process made it, its headers are not known here, and need not be.
    """
    headers = {"Vary": ", ".join(headers_varied_by(request))}
    for name, value in answer.headers if answer else ():
        if name.lower() not in OF_BODIES:
            headers[name] = value
    return Reply(HTTPStatus.NOT_MODIFIED, headers, b"")
