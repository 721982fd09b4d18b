"""Pictures in pages: the files that exist, in the formats that a browser knows."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django import template
from django.utils.safestring import mark_safe

from cms.core.low_data import saves_data
from cms.core.renditions import Source, display_sources, stored_url
from cms.core.templatetags.language_tags import lang_of_words


if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.template.context import RequestContext
    from django.utils.safestring import SafeString

    from cms.core.models import CustomImage

register = template.Library()

FALLBACK_FORMAT = "image/jpeg"
#: The file named in `src`, for what reads no `srcset`: feed readers, old browsers.
FALLBACK_WIDTH = 960
#: Nothing wider goes to who saves data.
LOW_DATA_WIDTH = 480
EAGER = "eager"


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


@register.simple_tag(takes_context=True)
def picture(
    context: RequestContext,
    image: CustomImage,
    alt: str | None = None,
    sizes: str = "100vw",
    loading: str = "lazy",
    **attributes: Any,
) -> SafeString:
    """Write a `<picture>` with the files of `image` that exist; none is made here.

    Whoever saves data is offered the small ones alone.

        {% picture page.image sizes="(min-width: 60rem) 50vw, 100vw" class="wide" %}

    It has no template of its own: a list has dozens of pictures, and they would take a
    fifth of its time.

    Args:
        context: Has the `request`, which tells whether the visitor saves data.
        image: The picture, best loaded with its renditions.
        alt: The text alternative in this place, by default the picture's description;
            empty where the words beside it say the same.
        sizes: How wide it is shown, as HTML's `sizes` says it.
        loading: `lazy`, or `eager` for what is seen first.
        attributes: `class` of the `<img>`.
    """
    files = display_sources(image)
    if saves_data(context.get("request")):
        files = small(files)
    by_type = groupby(files, key=lambda file: file.type)
    srcsets = {type_: _srcset(of_type) for type_, of_type in by_type}
    fallback_srcset = srcsets.pop(FALLBACK_FORMAT, None)
    file = fallback(image, files)
    words = image.default_alt_text if alt is None else alt
    # Descriptions are written once, for the pages of all languages.
    language = lang_of_words(words) if words == image.default_alt_text else ""
    element = {
        "src": file.url,
        "srcset": fallback_srcset,
        "sizes": sizes if fallback_srcset else None,
        "width": str(file.width),
        "height": str(file.height),
        "alt": words,
        "class": attributes.get("class"),
        "fetchpriority": "high" if loading == EAGER else None,
        "loading": None if loading == EAGER else "lazy",
        "decoding": "async",
    }
    sources = "".join(
        f"<source{_attributes(srcset=srcset, sizes=sizes, type=type_)}>"
        for type_, srcset in srcsets.items()
    )
    img = f"<img{_attributes(**element)}{language}>"
    return mark_safe(f"<picture>{sources}{img}</picture>")  # noqa: S308 - escaped above


def _attributes(**values: str | None) -> str:
    """Return the attributes of a tag, escaped; those that are None are left out.

    Django's `flatatt` takes five times as long.
    """
    given = ((name, value) for name, value in values.items() if value is not None)
    return "".join(f' {name}="{_escaped(value)}"' for name, value in given)


def _escaped(value: str) -> str:
    """Return text for an attribute; what a template calls safe is escaped already."""
    return value if hasattr(value, "__html__") else escape(str(value))


def _srcset(files: Iterable[Source]) -> str:
    """Return the `srcset` of files that differ in width only."""
    return ", ".join(f"{file.url} {file.width}w" for file in files)
