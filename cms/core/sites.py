"""Which site a request is for, and where its home pages stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q, UUIDField
from django.http.request import split_domain_port
from django.utils import timezone

from wagtail.models import Page, Site

from cms.core.prepared import Parameter, prepared
from cms.core.querysets import NOW, knowing_if_public


if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

_HOST = Parameter("host", Site._meta.get_field("hostname"))
_KEY = Parameter("key", UUIDField())


def find_site(request: HttpRequest) -> Site | None:
    """Return the site of a request with its home page; None while there is none.

    It is what `Site.find_for_request` finds, which takes it from here afterwards.
    """
    known: Any = request
    if not hasattr(known, "_wagtail_site"):
        host, _port = split_domain_port(known._get_raw_host())
        known._wagtail_site = _choose(_sites(host=host), host, request.get_port())
    return known._wagtail_site


def home_paths(site: Site) -> tuple[str, ...]:
    """Return where the home pages of a site stand in the tree, in all languages."""
    return tuple(_home_paths(key=site.root_page.translation_key))


def home_pages(site: Site) -> list[Any]:
    """Return the home pages of a site in all languages, public or not.

    Each says `is_public` of itself. They are looked up once for a request, which keeps
    its site.
    """
    known: Any = site
    if not hasattr(known, "_home_pages"):
        key = site.root_page.translation_key
        known._home_pages = _home_pages(key=key, now=timezone.now())
    return known._home_pages


def _choose(sites: list[Site], host: str, port: str) -> Site | None:
    """Return the one among sites of a host and the default one that is meant.

    Host and port decide, then a default site of the host, then the only site of the
    host, then the default site.
    """
    of_host = [site for site in sites if site.hostname == host]
    defaults = [site for site in sites if site.is_default_site]
    for candidates in (
        [site for site in of_host if str(site.port) == port],
        [site for site in of_host if site.is_default_site],
        of_host if len(of_host) == 1 else [],
        defaults,
    ):
        if candidates:
            return candidates[0]
    return None


@prepared
def _sites() -> QuerySet:
    rows = Site.objects.filter(Q(hostname=_HOST) | Q(is_default_site=True))
    return rows.order_by().select_related("root_page")


@prepared
def _home_pages() -> QuerySet:
    return knowing_if_public(Page.objects.filter(translation_key=_KEY), NOW)


@prepared
def _home_paths() -> QuerySet:
    rows = Page.objects.filter(translation_key=_KEY)
    return rows.order_by("path").values_list("path", flat=True)
