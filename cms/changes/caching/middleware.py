"""Answers from the cache, and fills it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from cms.changes.caching.answers import answer_from, may_be_kept
from cms.changes.caching.finding import Place, find_kept, find_place, give
from cms.changes.caching.freshness import FOR_ONE_READER, NOT_KEPT
from cms.changes.caching.questions import (
    API,
    is_for_one_reader,
    is_public_path,
    read_parameters,
)
from cms.changes.caching.state import current_state
from cms.changes.caching.store import STORE, Answer, Store
from cms.changes.caching.turns import Turns


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


class ResponseCacheMiddleware:
    """Gives public answers again, without a query, until the public would see others.

    Stands outside of all that makes or changes answers, so that a kept one runs none of
    it, and inside of what tells something to one caller, such as the API's limits.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._own_store = Store.of_settings()
        self.turns = Turns()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_public_path(request.path_info):
            return self.get_response(request)
        if is_for_one_reader(request):
            return _not_kept(self.get_response(request), FOR_ONE_READER)
        # What stands before Django and gives what is kept here brings the store along.
        store = request.META.get(STORE) or self._own_store
        place = find_place(request, store, current_state)
        if place is None:
            return _not_kept(self.get_response(request))
        if kept := find_kept(request, place):
            return kept.as_response()
        answer = self._make(request, place)
        if not isinstance(answer, Answer):
            return _not_kept(answer)
        return give(request, answer, place).as_response()

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
            answer = answer_from(response, request)
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
