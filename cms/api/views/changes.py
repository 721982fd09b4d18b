"""What has changed for the public, in order, for whoever keeps a copy of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from django.core.exceptions import SuspiciousOperation
from django.http import JsonResponse

from wagtail.api.v2.utils import BadRequestError

from cms.api.errors import json_error
from cms.api.pagination import DEFAULT_LIMIT, highest_limit
from cms.api.parameters import (
    Parameter,
    check_known,
    check_text,
    number,
    one_of,
)
from cms.api.views.read_only import read_only
from cms.changes.items import represent
from cms.changes.models import ContentChange, LogHead
from cms.core.urls import absolute_url


if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

AFTER = Parameter(
    "after",
    number(),
    "Changes after this sequence only: `meta.last_sequence` of the answer before.",
)
LIMIT = Parameter(
    "limit", number(highest=highest_limit()), "How many changes to answer with."
)
#: Taken as everywhere and said nothing of: the only form, and what passes by a cache.
SILENT = ("format", "_")
START_ANEW = (
    "after is beyond the end of the log: it has been restored from an older backup. "
    "Begin anew: read all pages, then go on from meta.latest_sequence."
)


class Question(NamedTuple):
    """What a reader asks for: so many changes after a sequence."""

    after: int
    limit: int


@read_only
def changes(request: HttpRequest) -> HttpResponse:
    """Return the changes after a sequence, oldest first.

        {"meta": {"last_sequence": 12, "has_more": false, "latest_sequence": 12},
         "items": […]}

    A reader that goes on from `last_sequence` misses nothing.
    """
    try:
        question = _read(request.GET)
    except BadRequestError as error:
        return json_error(str(error), 400)
    except SuspiciousOperation:  # more parameters than anybody needs
        return json_error("bad request", 400)
    return _answer(question, request.path)


def _read(query: QueryDict) -> Question:
    """Return what the address asks for.

    Raises:
        BadRequestError: It asks for something that there is not.
    """
    check_text(query)
    check_known(query, {AFTER.name, LIMIT.name, *SILENT})
    one_of(query.get("format", "json"), "format", ["json"])
    after, limit = AFTER.read(query), LIMIT.read(query)
    return Question(after or 0, DEFAULT_LIMIT if limit is None else limit)


def _answer(question: Question, path: str) -> HttpResponse:
    following = ContentChange.objects.filter(sequence__gt=question.after)
    rows = list(following.order_by("sequence")[: question.limit + 1])
    # Asked for second, so that it is not older than the rows.
    latest = LogHead.objects.values_list("sequence", flat=True).first() or 0
    if question.after > latest:
        return json_error(START_ANEW, 410)
    shown = rows[: question.limit]
    last = shown[-1].sequence if shown else question.after
    has_more = len(rows) > len(shown)
    meta = {"last_sequence": last, "has_more": has_more, "latest_sequence": latest}
    response = JsonResponse({"meta": meta, "items": [represent(row) for row in shown]})
    if has_more and shown:
        query = urlencode({"after": last, "limit": question.limit})
        address = absolute_url(f"{path}?{query}")
        response.headers["Link"] = f'<{address}>; rel="next"'
    return response
