"""Which answers browsers may keep to be read offline, and until when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.conf import settings

from cms.changes.caching.questions import is_for_one_reader
from cms.changes.caching.state import State, current_state
from cms.core.querysets import public_pages
from cms.core.urls import page_url


if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

#: `until=<seconds>, version=<seconds>`, both since 1970: up to when a copy may be shown,
#: and when its page was last published. An answer without it is not kept.
KEEP_OFFLINE = "X-Keep-Offline"
#: Whoever has not been online for that long reads nothing old.
LONGEST = timedelta(days=30)


class KeepOfflineMiddleware:
    """Marks public pages that may be kept: whole ones, the same for everybody.

    Stands inside of `KnownParametersMiddleware`: a page of a list, or a filtered one, is
    not marked.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if _may_be_kept(request, response) and (state := current_state()):
            page = request._wagtail_route_for_request.page  # type: ignore[attr-defined]
            published = page.last_published_at or datetime.fromtimestamp(0, UTC)
            response.headers[KEEP_OFFLINE] = (
                f"until={int(_until(state).timestamp())}, "
                f"version={int(published.timestamp())}"
            )
        return response


def _may_be_kept(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Say whether a response is a public page, at its own address, for everybody.

    Where the site keeps no answers itself, it lets nobody else keep any.
    """
    route = getattr(request, "_wagtail_route_for_request", None)
    if not (route and settings.OFFLINE_READING and settings.RESPONSE_CACHE_MB):
        return False
    found = getattr(route.page, "_found", None)
    return bool(
        response.status_code == HTTPStatus.OK
        and request.method in ("GET", "HEAD")
        and not request.GET
        and not response.has_header("Cache-Control")
        and not response.cookies
        and not is_for_one_reader(request)
        and found
        and found.is_public
        and page_url(route.page, request) == request.path
    )


def _until(state: State) -> datetime:
    longest = state.since + LONGEST
    return min(_next_expiry(state.token, state.since) or longest, longest)


@lru_cache(maxsize=1)
def _next_expiry(token: str, since: datetime) -> datetime | None:
    """Return when the next public page expires: copies may name it in any place.

    Asked once in a state of the site, which `token` and `since` stand for.
    """
    pages = public_pages().filter(expire_at__gt=since).order_by("expire_at")
    return pages.values_list("expire_at", flat=True).first()
