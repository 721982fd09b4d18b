"""Pictures in pages: the files that exist, in the formats that a browser knows."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from django import template

from cms.core.low_data import saves_data
from cms.core.renditions import Source, display_sources, stored_url
from cms.core.templatetags.language_tags import lang_of_words


if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.template.context import RequestContext

    from cms.core.models import CustomImage

register = template.Library()

FALLBACK_FORMAT = "image/jpeg"
#: The file named in `src`, for what reads no `srcset`: feed readers, old browsers.
FALLBACK_WIDTH = 960
#: Nothing wider goes to who saves data.
LOW_DATA_WIDTH = 480
EAGER = "eager"


class SourceSet(NamedTuple):
    """All widths of one format, as a `<source>` element takes them."""

    type: str
    srcset: str


def source_set(type_: str, sources: Iterable[Source]) -> SourceSet:
    """Return the `srcset` of files that differ in width only."""
    return SourceSet(type_, ", ".join(f"{s.url} {s.width}w" for s in sources))


def small(sources: list[Source]) -> list[Source]:
    """Return the files for who saves data: in each format the smallest, if none is small."""
    found = []
    for _type, files in groupby(sources, key=lambda source: source.type):
        narrow_first = list(files)
        fitting = [file for file in narrow_first if file.width <= LOW_DATA_WIDTH]
        found += fitting or narrow_first[:1]
    return found


def fallback(image: CustomImage, sources: list[Source]) -> Source:
    """Return the file for `src`: of middle width, or the original where none is made."""
    jpegs = [source for source in sources if source.type == FALLBACK_FORMAT]
    if not jpegs:
        return Source(stored_url(image), image.width, image.height, "")
    not_too_wide = [source for source in jpegs if source.width <= FALLBACK_WIDTH]
    return (not_too_wide or jpegs)[-1]


@register.inclusion_tag("includes/picture.html", takes_context=True)
def picture(
    context: RequestContext,
    image: CustomImage,
    alt: str | None = None,
    sizes: str = "100vw",
    loading: str = "lazy",
    **attributes: Any,
) -> dict[str, Any]:
    """Write a `<picture>` with the files of `image` that exist; none is made here.

    Whoever saves data is offered the small ones alone.

        {% picture page.image sizes="(min-width: 60rem) 50vw, 100vw" class="wide" %}

    Args:
        context: Has the `request`, which tells whether the visitor saves data.
        image: The picture, best loaded with its renditions.
        alt: The text alternative in this place, by default the picture's description;
            empty where the words beside it say the same.
        sizes: How wide it is shown, as HTML's `sizes` says it.
        loading: `lazy`, or `eager` for what is seen first.
        attributes: `class` of the `<img>`.
    """
    sources = display_sources(image)
    if saves_data(context.get("request")):
        sources = small(sources)
    words = image.default_alt_text if alt is None else alt
    formats = [
        source_set(type_, files)
        for type_, files in groupby(sources, key=lambda source: source.type)
    ]
    return {
        "formats": [each for each in formats if each.type != FALLBACK_FORMAT],
        "srcset": next((s.srcset for s in formats if s.type == FALLBACK_FORMAT), ""),
        "file": fallback(image, sources),
        "alt": words,
        # Descriptions are written once, for the pages of all languages.
        "alt_lang": lang_of_words(words) if words == image.default_alt_text else "",
        "sizes": sizes,
        "eager": loading == EAGER,
        "class": attributes.get("class", ""),
    }
