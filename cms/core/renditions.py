"""The sizes and formats in which every picture exists.

One fixed set per picture, made when the picture is saved: pages and the API read what
is there, and no visitor's request ever resizes an image.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings

from wagtail.images import get_image_model
from wagtail.images.models import Filter

from cms.core.grants import with_key


if TYPE_CHECKING:
    from django.db.models import QuerySet

    from wagtail.images.models import AbstractImage, AbstractRendition

#: Widths in pixels; a picture is never made wider than its original.
WIDTHS = (480, 960, 1600)
#: Best first: a browser takes the first that it knows.
FORMATS = ("avif", "webp", "jpeg")
DISPLAY_SPECS = tuple(
    f"width-{width}|format-{format_}" for format_ in FORMATS for width in WIDTHS
)
#: The picture of a link that is shared: Open Graph's 1200 x 630.
SHARE_SPEC = "fill-1200x630|format-jpeg"
ALL_SPECS = (*DISPLAY_SPECS, SHARE_SPEC)
#: How Wagtail's admin names the thumbnails that it makes for itself.
THUMBNAIL_SPEC = r"^max-\d+x\d+$"


class Source(NamedTuple):
    """One file of a picture: its path, its size in pixels and its media type."""

    url: str
    width: int
    height: int
    type: str


def make_renditions(image: AbstractImage) -> None:
    """Make the renditions of `image` that do not exist yet.

    Crops around a focal point that has moved since are deleted.
    """
    image.get_renditions(*(Filter(spec=spec) for spec in ALL_SPECS))
    share_key = Filter(spec=SHARE_SPEC).get_cache_key(image)
    image.renditions.filter(filter_spec=SHARE_SPEC).exclude(
        focal_point_key=share_key
    ).delete()


def foreign_renditions() -> QuerySet:
    """Return the renditions of sizes and formats that nothing shows any more."""
    return (
        get_image_model()
        .get_rendition_model()
        .objects.exclude(filter_spec__in=ALL_SPECS)
        .exclude(filter_spec__regex=THUMBNAIL_SPEC)
    )


def existing_renditions(image: AbstractImage) -> dict[str, AbstractRendition]:
    """Return the renditions there are, by their specification.

    Costs no query where the image was loaded with its renditions (`prefetch_related`).
    """
    return {
        rendition.filter_spec: rendition
        for rendition in image.renditions.all()
        if rendition.filter_spec in ALL_SPECS
    }


def display_sources(image: AbstractImage) -> list[Source]:
    """Return the files of a picture, best format first and narrow before wide.

    A small original gives fewer files than there are widths: equal sizes are said once.
    """
    existing = existing_renditions(image)
    sources: dict[tuple[str, int], Source] = {}
    for spec in DISPLAY_SPECS:
        if rendition := existing.get(spec):
            type_ = f"image/{spec.rpartition('-')[2]}"
            sources[type_, rendition.width] = Source(
                rendition.url, rendition.width, rendition.height, type_
            )
    return list(sources.values())


def share_source(image: AbstractImage) -> Source | None:
    """Return the 1200 x 630 file of a picture, or None where it was not made."""
    rendition = existing_renditions(image).get(SHARE_SPEC)
    if rendition is None:
        return None
    return Source(rendition.url, rendition.width, rendition.height, "image/jpeg")


def stored_url(image: AbstractImage) -> str:
    """Return the path of the original file."""
    return with_key(image.file.url) if image.file else f"{settings.MEDIA_URL}missing"
