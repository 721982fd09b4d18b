"""Answers what is kept before Django's machinery begins.

Django makes a chain of middleware, signals and a response for each request, which takes
several times as long as finding a kept answer. The rules are those of the middleware
(`finding`, `questions`); what is not kept goes to Django as if there were no door.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.handlers.wsgi import WSGIRequest
from django.core.signals import request_started

from cms.changes.caching.finding import find_kept, find_place
from cms.changes.caching.questions import API, is_for_one_reader, is_public_path
from cms.changes.caching.state import remembered_state
from cms.changes.caching.store import STORE, Store


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    #: PEP 3333.
    Environ = dict[str, Any]
    StartResponse = Callable[..., Any]
    Application = Callable[[Environ, StartResponse], Iterable[bytes]]
    GetResponse = Callable[[HttpRequest], HttpResponseBase]

#: Under which name a request brings its kept answer to what stands around it.
KEPT = "cms.changes.kept"


class Door:
    """A WSGI application that gives kept answers, and has Django make all others.

    Args:
        application: Django's.
        around: The middleware that stands outside of the cache also in Django: what it
            does about each request, such as counting it, it does here as well.
    """

    def __init__(
        self, application: Application, around: Callable[[GetResponse], GetResponse]
    ) -> None:
        self._application = application
        self._around = around(_kept)
        self.store = Store.of_settings()

    def __call__(
        self, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        environ[STORE] = self.store
        request = WSGIRequest(environ)
        response = self._find(request)
        if response is None:
            return self._application(environ, start_response)
        if not request.path_info.startswith(API):
            return _send(response, start_response)
        return self._send_counted(request, response, start_response)

    def _send_counted(
        self,
        request: HttpRequest,
        response: HttpResponse,
        start_response: StartResponse,
    ) -> Iterable[bytes]:
        """Send an answer of the API, unless it is refused to the one who asks."""
        # Limits may ask the database: connections are looked after by Django's signals,
        # this one and another when the server closes what it has sent.
        request_started.send(sender=type(self), environ=request.META)
        request.META[KEPT] = response
        try:
            self._around(request)
        except _Refused:
            return self._application(request.META, start_response)
        _send(response, start_response)
        return response

    def _find(self, request: HttpRequest) -> HttpResponse | None:
        """Return the kept answer; None if Django is to answer."""
        if request.method not in ("GET", "HEAD"):
            return None
        if not is_public_path(request.path_info) or is_for_one_reader(request):
            return None
        place = find_place(request, self.store, remembered_state)
        return find_kept(request, place) if place else None


class _Refused(Exception):
    """Who asks gets another answer, with the headers that Django gives all of them."""


def _send(response: HttpResponse, start_response: StartResponse) -> list[bytes]:
    start_response(
        f"{response.status_code} {response.reason_phrase}", list(response.items())
    )
    return [response.content]


def _kept(request: HttpRequest) -> HttpResponseBase:
    if getattr(request, "refusal", None) is not None:
        raise _Refused
    response: HttpResponse = request.META[KEPT]
    return response
