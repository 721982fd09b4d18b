"""Answers what is kept before Django's machinery begins.

Django makes a chain of middleware, signals and a response for each request, which takes
several times as long as finding a kept answer. The rules are those of the middleware
(`finding`, `questions`); what is not kept goes to Django as if there were no door.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.handlers.wsgi import WSGIRequest
from django.core.signals import request_started

from cms.changes.caching.finding import find_kept, find_place
from cms.changes.caching.questions import API, is_for_one_reader, is_public_path
from cms.changes.caching.state import remembered_state
from cms.changes.caching.store import STORE, Store


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.http import HttpRequest

    from cms.changes.caching.answers import Reply
    from cms.core.wsgi_words import Application, Environ, StartResponse

    #: Counts a request, and returns what its answer tells of limits; None to refuse it.
    Admit = Callable[[HttpRequest], dict[str, str] | None]


class Door:
    """A WSGI application that gives kept answers, and has Django make all others.

    Args:
        application: Django's.
        admit: What stands outside of the cache also in Django: counts requests for the
            API. Whatever it refuses goes to Django, which finds it counted.
    """

    def __init__(self, application: Application, admit: Admit) -> None:
        self._application = application
        self._admit = admit
        self.store = Store.of_settings()

    def __call__(
        self, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        environ[STORE] = self.store
        request = WSGIRequest(environ)
        reply = self._find(request)
        if reply is None:
            return self._application(environ, start_response)
        is_counted = request.path_info.startswith(API)
        if is_counted:
            # Limits may ask the database: connections are looked after by Django's
            # signals, this one and another when the server closes the response.
            request_started.send(sender=type(self), environ=environ)
            if not self._is_admitted(request, reply):
                return self._application(environ, start_response)
        response = reply.as_response()
        status = f"{response.status_code} {response.reason_phrase}"
        start_response(status, list(response.items()))
        return response if is_counted else [response.content]

    def answer_at_once(self, environ: Environ) -> Reply | None:
        """Return the kept answer, if that takes neither the database nor much time.

        It may take a word with the cache that all processes share. After None the door
        is to be called with the same environment.
        """
        environ[STORE] = self.store
        if "HTTP_AUTHORIZATION" in environ:
            return None
        request = WSGIRequest(environ)
        reply = self._find(request, may_pack=False)
        if reply is None or not request.path_info.startswith(API):
            return reply
        return reply if self._is_admitted(request, reply) else None

    def _is_admitted(self, request: HttpRequest, reply: Reply) -> bool:
        """Count a request for the API, and say whether it gets the answer."""
        headers = self._admit(request)
        if headers is None:
            return False
        reply.headers.update(headers)
        return True

    def _find(self, request: HttpRequest, *, may_pack: bool = True) -> Reply | None:
        """Return the kept answer; None if Django is to answer."""
        if request.method not in ("GET", "HEAD"):
            return None
        if not is_public_path(request.path_info) or is_for_one_reader(request):
            return None
        place = find_place(request, self.store, remembered_state)
        return find_kept(request, place, may_pack=may_pack) if place else None
