"""The picture that goes with a shared link: 1200 x 630 pixels."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.templatetags.static import static

from cms.core.renditions import Source
from cms.core.urls import absolute_url


SHARE_PICTURE = "img/share.jpg"
SHARE_SIZE = (1200, 630)


class SharePicture(NamedTuple):
    """A picture for social networks, with an absolute address."""

    file: Source
    alt: str


def share_picture(page: Any) -> SharePicture:
    """Return the page's own picture, or the site's.

    A picture that is too small for social networks counts as none.
    """
    own = getattr(page, "share_image", None)
    if own and (own.width, own.height) == SHARE_SIZE:
        return SharePicture(own, page.card_image.default_alt_text)
    path = static(SHARE_PICTURE)
    return SharePicture(Source(absolute_url(path), *SHARE_SIZE, "image/jpeg"), "")
