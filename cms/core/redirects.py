"""Which redirects are for visitors, and what an address that leads nowhere answers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat, Length, Substr
from django.http import (
    HttpRequest,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.utils.encoding import uri_to_iri

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from cms.core.models import PublicAddress
from cms.core.public_addresses import has_been_public
from cms.core.querysets import public_pages
from cms.core.routing import SERVING, find_route, without_form
from cms.core.urls import clean_path


if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http.response import HttpResponseBase

NUL = "\x00"  # PostgreSQL refuses it in any text


def public_redirects(site: Site | None) -> QuerySet:
    """Return the redirects of a site that give nothing away.

    Their target is public. Those that Wagtail made when a slug changed begin where the
    page has been public: the slug that a draft had is nobody's business.
    """
    to_nothing_hidden = Q(redirect_page__isnull=True) | Q(
        redirect_page__in=public_pages().order_by().values("pk")
    )
    was_public = PublicAddress.objects.so_far().filter(
        page_id=OuterRef("redirect_page"),
        path=Substr(Concat(OuterRef("old_path"), Value("/")), 1, Length("path")),
    )
    from_nothing_hidden = Q(automatically_created=False) | Q(Exists(was_public))
    return Redirect.get_for_site(site).filter(to_nothing_hidden, from_nothing_hidden)


def find_redirect(site: Site | None, address: str) -> Redirect | None:
    """Return the redirect from a path with its query, or else from the path alone.

    One that is made for the site wins over one for all sites.
    """
    try:
        paths = [
            Redirect.normalise_path(text, decode_unicode=False)
            for text in (address, urlsplit(address).path)
        ]
    except ValueError:  # brackets that are no address, in the place of a host
        return None
    candidates = [form for path in paths for form in (uri_to_iri(path), path)]
    if any(NUL in path for path in candidates):
        return None
    found = public_redirects(site).filter(old_path__in=candidates)
    return min(
        found.select_related("redirect_page"),
        key=lambda row: (candidates.index(row.old_path), row.site_id is None),
        default=None,
    )


class LostAddressMiddleware:
    """Give an address where nothing is found its last chance.

    It may lead somewhere else now, or have been a page that is gone. The queries are
    the same for an address that never was and for one that is secret.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code != 404:
            return response
        redirect = find_redirect(
            Site.find_for_request(request), request.get_full_path()
        )
        if redirect and redirect.link:
            kind = (
                HttpResponsePermanentRedirect
                if redirect.is_permanent
                else HttpResponseRedirect
            )
            return kind(redirect.link)
        if _is_a_page_that_is_gone(request):
            return render(request, "410.html", status=410)
        return response


def _is_a_page_that_is_gone(request: HttpRequest) -> bool:
    match = request.resolver_match
    if not match or match.url_name not in SERVING:
        return False
    (path,) = match.args
    if Page.route_for_request(request, path):  # there is a page; it knows why not
        return False
    # What a page has below its address is gone with the page.
    path = without_form(path)
    address = clean_path(without_form(request.path))
    if not has_been_public(Site.find_for_request(request), address):
        return False
    # One that came out between the two looks is not gone. Wagtail remembers the first.
    return not find_route(request, path)
