"""Pictures in pages: the files that exist, in the formats that a browser knows."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from django import template

from cms.core.renditions import Source, display_sources, stored_url


if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.core.models import CustomImage

register = template.Library()

FALLBACK_FORMAT = "image/jpeg"
#: The file named in `src`, for what reads no `srcset`: feed readers, old browsers.
FALLBACK_WIDTH = 960
EAGER = "eager"


class SourceSet(NamedTuple):
    """All widths of one format, as a `<source>` element takes them."""

    type: str
    srcset: str


def source_set(type_: str, sources: Iterable[Source]) -> SourceSet:
    """Return the `srcset` of files that differ in width only."""
    return SourceSet(type_, ", ".join(f"{s.url} {s.width}w" for s in sources))


def fallback(image: CustomImage, sources: list[Source]) -> Source:
    """Return the file for `src`: of middle width, or the original where none is made."""
    jpegs = [source for source in sources if source.type == FALLBACK_FORMAT]
    if not jpegs:
        return Source(stored_url(image), image.width, image.height, "")
    not_too_wide = [source for source in jpegs if source.width <= FALLBACK_WIDTH]
    return (not_too_wide or jpegs)[-1]


@register.inclusion_tag("includes/picture.html")
def picture(
    image: CustomImage,
    alt: str | None = None,
    sizes: str = "100vw",
    loading: str = "lazy",
    **attributes: Any,
) -> dict[str, Any]:
    """Write a `<picture>` with every file of `image` that exists; none is made here.

        {% picture page.image sizes="(min-width: 60rem) 50vw, 100vw" class="wide" %}

    Args:
        image: The picture, best loaded with its renditions.
        alt: The text alternative in this place, by default the picture's description;
            empty where the words beside it say the same.
        sizes: How wide it is shown, as HTML's `sizes` says it.
        loading: `lazy`, or `eager` for what is seen first.
        attributes: `class` of the `<img>`.
    """
    sources = display_sources(image)
    formats = [
        source_set(type_, files)
        for type_, files in groupby(sources, key=lambda source: source.type)
    ]
    return {
        "formats": [each for each in formats if each.type != FALLBACK_FORMAT],
        "srcset": next((s.srcset for s in formats if s.type == FALLBACK_FORMAT), ""),
        "file": fallback(image, sources),
        "alt": image.default_alt_text if alt is None else alt,
        "sizes": sizes,
        "eager": loading == EAGER,
        "class": attributes.get("class", ""),
    }
