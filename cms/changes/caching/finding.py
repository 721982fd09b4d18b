"""Where the answer to a request is kept, and how a kept one is given.

Both stand before Django: the middleware that fills the cache, and the door that answers
what is kept without it. What they do is written here once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings

from cms.changes.caching.answers import Reply, not_modified, packed, reply_from
from cms.changes.caching.encodings import IDENTITY, accepted_encoding
from cms.changes.caching.etags import ANY, etag_of, is_named
from cms.changes.caching.freshness import cache_control
from cms.changes.caching.questions import question_of


if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from cms.changes.caching.state import State
    from cms.changes.caching.store import Answer, Shelf, Store


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


def find_place(
    request: HttpRequest, store: Store, find_state: Callable[[], State | None]
) -> Place | None:
    """Return where the answer is or would be; None if it is not to be kept.

    Args:
        request: For a public path, and not for one reader.
        store: Where answers are kept.
        find_state: Says in which state the site is, if that can be said.
    """
    question = question_of(request) if settings.RESPONSE_CACHE_MB else None
    state = find_state() if question else None
    if question is None or state is None:
        return None
    shelf = store.shelf(is_plain=question.is_plain)
    return Place(shelf, etag_of(question.address, state), state)


def find_kept(
    request: HttpRequest, place: Place, *, may_pack: bool = True
) -> Reply | None:
    """Return what is kept at a place for the client; None if it must be made.

    The client may have the answer also where it is not kept any more.

    Args:
        request: What is asked.
        place: Where the answer would be.
        may_pack: Whether there is time to compress an answer that is kept, but not in
            the encoding that the client likes best.
    """
    answer = place.shelf.get(place.name)
    known = request.META.get("HTTP_IF_NONE_MATCH", "")
    if known and is_named(known, place.name):
        return _named(not_modified(answer, request), place)
    if answer is None or not (may_pack or _encoding(request, answer) in answer.bodies):
        return None
    return give(request, answer, place)


def give(request: HttpRequest, answer: Answer, place: Place) -> Reply:
    """Return an answer for the client, in the encoding that the client likes best."""
    if request.META.get("HTTP_IF_NONE_MATCH", "").strip() == ANY:
        return _named(not_modified(answer, request), place)
    encoding = _encoding(request, answer)
    if encoding not in answer.bodies:
        answer = packed(answer, encoding)
        place.shelf.put(place.name, answer)
    reply = reply_from(answer, encoding, has_body=request.method != "HEAD")
    return _named(reply, place)


def _encoding(request: HttpRequest, answer: Answer) -> str:
    if not answer.is_packed:
        return IDENTITY
    return accepted_encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""))


def _named(reply: Reply, place: Place) -> Reply:
    reply.headers["ETag"] = place.name
    reply.headers["Cache-Control"] = cache_control(place.state)
    return reply
