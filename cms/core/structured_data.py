"""What pages tell search engines of themselves, in schema.org's words (JSON-LD)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.templatetags.static import static
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from cms.core.models import SiteSettings
from cms.core.organisation import organisation_name
from cms.core.share_pictures import share_picture
from cms.core.urls import absolute_page_url, absolute_url


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from django.http import HttpRequest

    from wagtail.models import Page

Node = dict[str, Any]
CONTEXT = "https://schema.org"
LOGO = "img/favicon.svg"
#: A page is read as HTML first: nothing in a script may end it, or begin a comment.
#: The last two end a line in old JavaScript.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


def script(node: Node) -> SafeString:
    """Return a node as the element that holds it. No browser runs it."""
    text = json.dumps({"@context": CONTEXT, **node}, ensure_ascii=False)
    text = text.translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above


def nodes_of(page: Any, trail: Sequence[Page], request: HttpRequest) -> list[Node]:
    """Return what is told of a page.

    Args:
        page: The page, with what it shows.
        trail: The public pages above it, from the home page down.
        request: Asks for it.
    """
    nodes = [*page.get_structured_data(request), organisation(request)]
    if trail:
        nodes.append(breadcrumbs([*trail, page], request))
    return nodes


def organisation(request: HttpRequest) -> Node:
    """Return who we are, in full."""
    accounts = SiteSettings.for_request(request).social_links
    return without_blanks(
        {
            **publisher(request),
            "logo": {"@type": "ImageObject", "url": absolute_url(static(LOGO))},
            "sameAs": [account.value["url"] for account in accounts],
        }
    )


def publisher(request: HttpRequest) -> Node:
    """Return who we are, in short, where another node names us."""
    return {
        "@type": "Organization",
        "@id": absolute_url("/#organization"),
        "name": organisation_name(request),
        "url": absolute_url("/"),
        "logo": {"@type": "ImageObject", "url": absolute_url(static(LOGO))},
    }


def website(home: Any, request: HttpRequest) -> Node:
    """Return the site, of which `home` is the first page, and how it is searched."""
    about = about_page(home, request)
    target = f"{about['url']}search/?q={{search_term_string}}"
    return {
        "@type": "WebSite",
        "@id": f"{about['url']}#website",
        "name": organisation_name(request),
        **about,
        "publisher": publisher(request),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": target},
            "query-input": "required name=search_term_string",
        },
    }


def breadcrumbs(pages: Iterable[Page], request: HttpRequest) -> Node:
    """Return the way to a page; the last one is the page itself."""
    steps = [
        {
            "@type": "ListItem",
            "position": position,
            "name": page.title,
            "item": absolute_page_url(page, request),
        }
        for position, page in enumerate(pages, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def about_page(page: Any, request: HttpRequest) -> Node:
    """Return what can be told of a page of any kind."""
    address = absolute_page_url(page, request) or ""
    picture = share_picture(page).file
    image = {
        "@type": "ImageObject",
        "url": picture.url,
        "width": picture.width,
        "height": picture.height,
    }
    return {
        "url": address,
        "description": page.description,
        "image": image,
        "inLanguage": page.locale.language_code,
    }


def as_text(moment: date | datetime | None) -> str | None:
    """Return a day, or a moment with the difference from UTC, by ISO 8601."""
    return moment.isoformat() if moment else None


def local(moment: datetime | None) -> str | None:
    """Return a stored moment as it is told where the press office is."""
    if moment is None:
        return None
    zone = timezone.get_default_timezone()
    return moment.astimezone(zone).isoformat(timespec="seconds")


def without_blanks(node: Node) -> Node:
    """Return a node without the properties of which nothing is known."""
    return {name: value for name, value in node.items() if value not in (None, "", [])}
