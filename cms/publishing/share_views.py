"""Shared pages, as readers without an account get them."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from cms.core.addresses import client_address, rough_address
from cms.core.grants import granting
from cms.core.urls import page_url
from cms.publishing.models import ShareLink
from cms.publishing.share_access import Opening, Outcome, open_link, version_to_show
from cms.publishing.share_banner import make_banner
from cms.publishing.share_files import KIND
from cms.publishing.share_throttle import WINDOW, count_refusal, is_throttled


if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail.models import Page

    from cms.publishing.embargoes import Embargo

#: For the one reader: kept nowhere, found nowhere, its address told to no other site.
PRIVATE_HEADERS = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}


@require_safe
def shared_page(request: HttpRequest, token: str) -> HttpResponse:
    """Show the page behind a token, or lead to it once it is public.

    Anything else is an unknown address: who holds an old link learns nothing from it.
    """
    if is_throttled(request):
        return _wait()
    link = ShareLink.objects.with_token(token)
    if link is None:
        count_refusal(request)
        raise Http404
    now = timezone.now()
    opening = open_link(link, now)
    # A reading that cannot be logged does not take place.
    link.uses.create(
        at=now,
        outcome=opening.outcome,
        network=rough_address(client_address(request)),
    )
    response = _respond(request, link, opening)
    for name, value in PRIVATE_HEADERS.items():
        response.headers[name] = value
    return response


def _respond(request: HttpRequest, link: ShareLink, opening: Opening) -> HttpResponse:
    if opening.outcome == Outcome.SHOWN and link.page:
        version = version_to_show(link.kind, link.page, opening.embargo)
        return _render(request, link, version, opening.embargo)
    if opening.outcome == Outcome.PUBLIC and link.page:
        return HttpResponseRedirect(page_url(link.page, request))
    if opening.outcome != Outcome.CLOSED:  # that may be over in the next second
        count_refusal(request)
    raise Http404


def _render(
    request: HttpRequest, link: ShareLink, page: Page, embargo: Embargo | None
) -> HttpResponse:
    """Render `page` as a visitor sees it, in its own language, with a banner.

    Not as a preview: that would bring the editor's tools and the wider content
    security policy. An editor who opens the link is nobody in particular, either.
    """
    language = page.locale.language_code
    request.user = AnonymousUser()
    with (
        translation.override(language),
        granting(f"{KIND}:{link.pk}", until=link.expires_at),
    ):
        response = page.serve(request)
        response.context_data["share_banner"] = make_banner(link, page, embargo)
        response.render()
    response.headers["Content-Language"] = language
    return response


def _wait() -> HttpResponse:
    return HttpResponse(
        gettext("Too many attempts. Please try again later."),
        status=HTTPStatus.TOO_MANY_REQUESTS,
        content_type="text/plain; charset=utf-8",
        headers={"Retry-After": str(WINDOW), **PRIVATE_HEADERS},
    )
