"""oEmbed 1.0: how other websites show one of our pages as a card.

WordPress trusts no provider that it does not know. Of the HTML it keeps one `blockquote`
and one `iframe`, with few attributes, and shows the first until the card in the second
has spoken (`static/embed/card.js`). It drops `hidden`, so the link is there to click
while the frame is not; everywhere else the frame is what is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext, override

from cms.api.errors import Gone
from cms.core.finding import find_public_page
from cms.core.models import EmbeddablePage, SiteText
from cms.core.models.embeds import EMBED
from cms.core.public_addresses import has_been_public
from cms.core.renditions import display_sources, share_source
from cms.core.urls import absolute_url, clean_path


if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from wagtail.models import Page, Site

    from cms.core.models import CustomImage

#: Pixels. From the second width on the picture stands beside the text (`card.css`).
WIDEST = 600
SIDE_BY_SIDE = 480
NARROW = 280
#: Seconds for which a website may go on showing a card without asking again.
CACHE_AGE = 60 * 60
LONGEST_URL = 2000  # characters
DEFAULT_PORTS = {"http": 80, "https": 443}
NUL = "\x00"  # PostgreSQL refuses it in any text


def find_embeddable(site: Site, url: str) -> EmbeddablePage | None:
    """Return the public page at `url`, if there is a card of it.

    Raises:
        Gone: There was a public page, and there is none now.
    """
    path = path_on_this_site(url)
    if not path:
        return None
    # Asked first: a page that comes out between the two looks is not gone.
    was_public = has_been_public(site, clean_path(path))
    page = find_public_page(site, path, parts=[EMBED])
    if page is None and was_public:
        raise Gone
    found = page and page.specific
    return found if isinstance(found, EmbeddablePage) else None


def path_on_this_site(url: str) -> str:
    """Return the decoded path of an absolute address of ours; empty if it is none.

    What follows the path (`?utm_source=…`, `#contact`) chooses no other page.
    """
    if len(url) > LONGEST_URL:
        return ""
    try:
        parts = urlsplit(url)
        is_ours = _host(parts) == _host(urlsplit(settings.BASE_URL))
    except (ValueError, KeyError):  # no address, or not one of the web
        return ""
    path = unquote(parts.path)
    return "" if not is_ours or "@" in parts.netloc or NUL in path else path or "/"


def _host(parts: SplitResult) -> tuple[str | None, int | None]:
    """Return host and port; the port is None where the scheme says it."""
    usual = DEFAULT_PORTS[parts.scheme]
    return parts.hostname, None if parts.port == usual else parts.port


def describe(
    page: EmbeddablePage, site: Site, maxwidth: int | None, maxheight: int | None
) -> dict[str, Any]:
    """Return what oEmbed tells of a page, for a space of at most this size.

    {"type": "rich", "version": "1.0", "title": "…", "provider_name": "…",
     "width": 600, "height": 340, "html": "<blockquote…><iframe…>", …}
    """
    image = page.card_image
    width = min(WIDEST, maxwidth or WIDEST)
    height = card_height(width, has_picture=image is not None)
    height = min(height, maxheight or height)
    return {
        "type": "rich",
        "version": "1.0",
        "title": page.title,
        "provider_name": organisation_name(site, page.locale.language_code),
        "provider_url": absolute_url("/"),
        "cache_age": cache_age(page),
        "width": width,
        "height": height,
        "html": card_html(page, width, height),
        **(thumbnail(image, maxwidth, maxheight) if image else {}),
    }


def card_height(width: int, *, has_picture: bool) -> int:
    """Return about what a card of this width needs; the picture takes what is left."""
    if width >= SIDE_BY_SIDE:
        return 340 if has_picture else 280
    text = 330 if width >= NARROW else 390
    return text + (width // 2 if has_picture else 0)


def card_html(page: EmbeddablePage, width: int, height: int) -> SafeString:
    """Return the card in a frame, and a link for where frames are taken out."""
    return format_html(
        '<blockquote hidden><a href="{url}">{title}</a></blockquote>'
        '<iframe src="{card}" title="{title}" width="{width}" height="{height}"'
        ' frameborder="0" loading="lazy" style="max-width:100%"></iframe>',
        url=page.canonical_url,
        card=page.embed_url,
        title=page.title,
        width=width,
        height=height,
    )


def thumbnail(
    image: CustomImage, maxwidth: int | None, maxheight: int | None
) -> dict[str, Any]:
    """Return the widest JPEG there is of a picture that fits; none is made here."""
    files = [file for file in display_sources(image) if file.type == "image/jpeg"]
    if shared := share_source(image):
        files.append(shared)
    fitting = [
        file
        for file in files
        if file.width <= (maxwidth or file.width)
        and file.height <= (maxheight or file.height)
    ]
    if not fitting:
        return {}
    best = max(fitting, key=lambda file: file.width)
    return {
        "thumbnail_url": absolute_url(best.url),
        "thumbnail_width": best.width,
        "thumbnail_height": best.height,
    }


def organisation_name(site: Site, language: str) -> str:
    """Return what the site calls itself in a language."""
    text = SiteText.of_site(site, language)
    with override(language):
        return text.organisation_name if text else gettext("Refugee Week at IOM UK")


def cache_age(page: Page) -> int:
    """Return for how many seconds a card may be kept: not past the page's expiry.

    That of an alias includes the expiry of what it repeats.
    """
    now, ends = timezone.now(), []
    repeated: Page | None = page
    while repeated:
        if repeated.expire_at:
            ends.append(int((repeated.expire_at - now).total_seconds()))
        repeated = repeated.alias_of
    return max(0, min([CACHE_AGE, *ends]))
