"""The frame around each page: addresses, menus, languages, shared pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django import template
from django.utils.translation import get_language

from wagtail.models import Page, Site

from cms.core.languages import public_homes
from cms.core.models.settings import SocialLinkBlock
from cms.core.references import current_references
from cms.core.share_pictures import SharePicture, share_picture
from cms.core.streams import bind_stream_values
from cms.core.urls import absolute_page_url as absolute_address
from cms.core.urls import absolute_url
from cms.core.urls import page_url as path_of_page


if TYPE_CHECKING:
    from django.core.paginator import Page as PageOfRows
    from django.http import HttpRequest
    from django.template.context import RequestContext

    from cms.core.blocks.links import LinkValue
    from cms.core.models import SiteText

register = template.Library()


class MenuGroup(NamedTuple):
    """A group of the main menu with those of its links that lead somewhere."""

    label: str
    description: str
    links: list[LinkValue]


class SiteLinks(NamedTuple):
    """The links of the frame."""

    groups: list[MenuGroup]
    footer: list[LinkValue]


@register.simple_tag(takes_context=True)
def page_url(context: RequestContext, page: Page) -> str:
    """Return the path of a page; many of them cost one look-up in a request."""
    return path_of_page(page, context.get("request"))


@register.simple_tag(takes_context=True)
def absolute_page_url(context: RequestContext, page: Page) -> str | None:
    """Return the absolute address of a page."""
    return absolute_address(page, context.get("request"))


@register.filter
def absolute(path: str) -> str:
    """Return a path of this site with scheme and host."""
    return absolute_url(path)


@register.filter
def introduction(page: Page) -> str:
    """Return what a page that is linked to says of itself; many cost one query."""
    return current_references().introduction(page)


@register.simple_tag
def site_links(site_text: SiteText | None) -> SiteLinks:
    """Return the menu and the links of the footer, without those that lead nowhere.

    The pages behind all of them are looked up together.
    """
    if not site_text:
        return SiteLinks([], [])
    bind_stream_values([site_text.navigation, site_text.footer_links])
    groups = [MenuGroup(**child.value) for child in site_text.navigation]
    footer = [child.value for child in site_text.footer_links]
    shown = [group._replace(links=_leading_on(group.links)) for group in groups]
    return SiteLinks([group for group in shown if group.links], _leading_on(footer))


def _leading_on(links: list[LinkValue]) -> list[LinkValue]:
    return [link for link in links if link.href]


@register.simple_tag(takes_context=True)
def home_url(context: RequestContext) -> str:
    """Return the path of the home page in the visitor's language.

    Where there is none in that language, it is the site's first one.
    """
    request = context.get("request")
    trail = context.get("breadcrumbs") or [context.get("page")]
    home = trail[0] or _find_home(request)
    return (home and path_of_page(home, request)) or "/"


def _find_home(request: HttpRequest | None) -> Page | None:
    site = Site.find_for_request(request) if request else None
    if not request or not site:
        return None
    return public_homes(request).get(get_language() or "") or site.root_page


@register.simple_tag
def share_image(page: Any) -> SharePicture:
    """Return the picture that goes with a shared link."""
    return share_picture(page)


@register.inclusion_tag("includes/pagination.html", takes_context=True)
def pagination(context: RequestContext, listing: PageOfRows) -> dict[str, Any]:
    """Write links to the other pages of a listing, with the address's parameters."""
    return {
        "request": context["request"],
        "listing": listing,
        "numbers": listing.paginator.get_elided_page_range(
            listing.number, on_each_side=1, on_ends=1
        ),
    }


@register.filter
def network_name(network: str) -> str:
    """Return the name of a social network as it writes itself: `linkedin`, LinkedIn."""
    names = dict(SocialLinkBlock().child_blocks["network"].field.choices)
    return names.get(network, network)
