"""Listings in pages, with the addresses of the next and the previous one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from wagtail.api.v2.pagination import WagtailPagination

from rest_framework.response import Response

from cms.api.parameters import whole_number
from cms.core.urls import absolute_url


if TYPE_CHECKING:
    from django.db.models import QuerySet

    from rest_framework.request import Request

DEFAULT_LIMIT = 20
LAST_OFFSET = 2**31 - 1  # larger numbers do not fit every database


def highest_limit() -> int:
    """Return how many rows may be asked for at once; Wagtail's setting says so."""
    highest: int | None = getattr(settings, "WAGTAILAPI_LIMIT_MAX", DEFAULT_LIMIT)
    return LAST_OFFSET if highest is None else highest


class LinkedPagination(WagtailPagination):
    """Wagtail's `limit` and `offset`, with links to go on by.

        {"meta": {"total_count": 42, "next": "https://…?offset=20", "previous": null},
         "items": […]}

    The same links stand in the `Link` header (RFC 8288).
    """

    def paginate_queryset(
        self, queryset: QuerySet, request: Request, view: Any = None
    ) -> list:
        self.request = request
        most = highest_limit()
        default = str(min(DEFAULT_LIMIT, most))
        self.limit = whole_number(request.GET.get("limit", default), "limit", most)
        self.offset = whole_number(
            request.GET.get("offset", "0"), "offset", LAST_OFFSET
        )
        self.total_count = view.count(queryset) if view else queryset.count()
        return list(queryset[self.offset : self.offset + self.limit])

    def get_paginated_response(self, data: Any) -> Response:
        links = {"next": self._next(), "prev": self._previous()}
        response = Response(
            {
                "meta": {
                    "total_count": self.total_count,
                    "next": links["next"],
                    "previous": links["prev"],
                },
                "items": data,
            }
        )
        header = [f'<{url}>; rel="{name}"' for name, url in links.items() if url]
        if header:
            response.headers["Link"] = ", ".join(header)
        return response

    def _next(self) -> str | None:
        offset = self.offset + self.limit
        return self._address(offset) if offset < self.total_count else None

    def _previous(self) -> str | None:
        return self._address(max(0, self.offset - self.limit)) if self.offset else None

    def _address(self, offset: int) -> str | None:
        """Return this listing's address at another offset; none if it is shuffled."""
        query = self.request.GET.copy()
        if not self.limit or query.get("order") == "random":
            return None
        query["offset"] = str(offset)
        if not offset:
            del query["offset"]
        return absolute_url(f"{self.request.path}?{query.urlencode()}".rstrip("?"))
