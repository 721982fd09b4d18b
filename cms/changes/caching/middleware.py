"""Answers from the cache, and fills it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings

from cms.changes.caching.answers import (
    answer_from,
    may_be_kept,
    not_modified,
    packed,
    response_from,
)
from cms.changes.caching.encodings import IDENTITY, accepted_encoding
from cms.changes.caching.etags import ANY, etag_of, is_named
from cms.changes.caching.freshness import FOR_ONE_READER, NOT_KEPT, cache_control
from cms.changes.caching.questions import (
    API,
    is_for_one_reader,
    is_public_path,
    question_of,
    read_parameters,
)
from cms.changes.caching.state import State, current_state
from cms.changes.caching.store import Answer, Shelf, Store
from cms.changes.caching.turns import Turns


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

MEGABYTE = 1024 * 1024


class Place(NamedTuple):
    """Where an answer is kept.

    Args:
        shelf: Among which answers.
        name: Its name there, which is its ETag.
        state: The state of the site that it belongs to.
    """

    shelf: Shelf
    name: str
    state: State


class ResponseCacheMiddleware:
    """Gives public answers again, without a query, until the public would see others.

    Stands outside of all that makes or changes answers, so that a kept one runs none of
    it, and inside of what tells something to one caller, such as the API's limits.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.store = Store(settings.RESPONSE_CACHE_MB * MEGABYTE)
        self.turns = Turns()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_public_path(request.path_info):
            return self.get_response(request)
        if is_for_one_reader(request):
            return _not_kept(self.get_response(request), FOR_ONE_READER)
        place = self._find_place(request)
        if place is None:
            return _not_kept(self.get_response(request))
        known = request.META.get("HTTP_IF_NONE_MATCH", "")
        if known and is_named(known, place.name):
            return _named(not_modified(place.shelf.get(place.name)), place)
        answer = place.shelf.get(place.name) or self._make(request, place)
        if not isinstance(answer, Answer):
            return _not_kept(answer)
        if known.strip() == ANY:
            return _named(not_modified(answer), place)
        return _named(_give(request, answer, place), place)

    def _find_place(self, request: HttpRequest) -> Place | None:
        """Return where the answer is or would be; None if it is not to be kept."""
        question = question_of(request) if settings.RESPONSE_CACHE_MB else None
        state = current_state() if question else None
        if question is None or state is None:
            return None
        shelf = self.store.shelf(is_plain=question.is_plain)
        return Place(shelf, etag_of(question.address, state), state)

    def _make(self, request: HttpRequest, place: Place) -> Answer | HttpResponseBase:
        """Return the answer; or the response as it came, if it is not to be kept."""
        with self.turns.take(place.name):
            if answer := place.shelf.get(place.name):  # another has made it meanwhile
                return answer
            with _asked_with_get(request):
                response = self.get_response(request)
            # What a change has come in between may show some of both.
            if not (may_be_kept(response) and place.state.is_like(current_state())):
                return response
            answer = answer_from(response, request.path)
            place.shelf.put(place.name, answer)
            return answer


class KnownParametersMiddleware:
    """Shows views of pages no parameters but those that pages read.

    So what a page answers can't depend on others, and a page asked for with a campaign's
    name in its address is the same page. Stands next to the views: whatever looks for
    redirects sees the address as it was sent.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        sent = request.META.get("QUERY_STRING", "")
        path = request.path_info
        if not sent or path.startswith(API) or not is_public_path(path):
            return self.get_response(request)
        parameters = request.GET
        read = read_parameters(parameters)
        request.META["QUERY_STRING"] = read.urlencode()
        request.GET = read  # type: ignore[assignment]
        try:
            return self.get_response(request)
        finally:
            request.META["QUERY_STRING"], request.GET = sent, parameters


@contextmanager
def _asked_with_get(request: HttpRequest) -> Iterator[None]:
    """Make a HEAD a GET for a while: its answer has the same headers, with the body."""
    method = request.method
    request.method = request.META["REQUEST_METHOD"] = "GET"
    try:
        yield
    finally:
        request.method = request.META["REQUEST_METHOD"] = method


def _not_kept(response: HttpResponseBase, control: str = NOT_KEPT) -> HttpResponseBase:
    """Tell caches to leave a response alone, unless it says something itself."""
    response.headers.setdefault("Cache-Control", control)
    return response


def _give(request: HttpRequest, answer: Answer, place: Place) -> HttpResponse:
    """Return an answer in the encoding that the client likes best."""
    encoding = IDENTITY
    if answer.is_packed:
        encoding = accepted_encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        if encoding not in answer.bodies:
            answer = packed(answer, encoding)
            place.shelf.put(place.name, answer)
    return response_from(answer, encoding, has_body=request.method != "HEAD")


def _named(response: HttpResponse, place: Place) -> HttpResponse:
    response.headers["ETag"] = place.name
    response.headers["Cache-Control"] = cache_control(place.state)
    return response
