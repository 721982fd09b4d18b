"""Where other websites ask how to show one of our pages (oEmbed)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import SuspiciousOperation
from django.http import JsonResponse

from wagtail.api.v2.utils import BadRequestError
from wagtail.models import Site

from cms.api.errors import GONE, NOT_FOUND, Gone, json_error
from cms.api.oembed import describe, find_embeddable
from cms.api.parameters import check_text, whole_number
from cms.api.views.read_only import read_only


if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

JSON = "json"


@read_only
def oembed(request: HttpRequest) -> HttpResponse:
    """Return the card of the page that `url` names, as oEmbed describes it.

    Parameters that are not known are left to those who send them, as oEmbed says
    (WordPress adds `dnt`). A page that is not public is an unknown address.
    """
    try:
        return _answer(request)
    except BadRequestError as error:
        return json_error(str(error), 400)
    except SuspiciousOperation:  # more parameters than anybody needs
        return json_error("bad request", 400)
    except Gone:
        return json_error(GONE, 410)


def _answer(request: HttpRequest) -> HttpResponse:
    query = request.GET
    check_text(query)
    if query.get("format", JSON) != JSON:
        return json_error(f"format must be one of: {JSON}.", 501)
    maxwidth, maxheight = (_size(query, name) for name in ("maxwidth", "maxheight"))
    if not query.get("url"):
        raise BadRequestError("url is missing: give the address of a page.")
    site = Site.find_for_request(request)
    page = site and find_embeddable(site, query["url"])
    if not page:
        return json_error(NOT_FOUND, 404)
    return JsonResponse(describe(page, site, maxwidth, maxheight))


def _size(query: QueryDict, name: str) -> int | None:
    """Return a size in pixels, None where nothing is said.

    Raises:
        BadRequestError: It is none.
    """
    return whole_number(str(query[name]), name, lowest=1) if name in query else None
