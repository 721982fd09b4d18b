"""The sizes and formats in which every picture exists.

One fixed set per picture, made when the picture is saved: pages and the API read what
is there, and no visitor's request ever resizes an image.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings

from wagtail.images import get_image_model
from wagtail.images.models import Filter

from cms.core.file_urls import file_url
from cms.core.grants import with_key


if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from wagtail.images.models import AbstractImage

#: Widths in pixels; a picture is never made wider than its original.
WIDTHS = (480, 960, 1600)
#: Best first: a browser takes the first that it knows.
FORMATS = ("avif", "webp", "jpeg")
DISPLAY_SPECS = tuple(
    f"width-{width}|format-{format_}" for format_ in FORMATS for width in WIDTHS
)
#: The media type of each of them.
DISPLAY_TYPES = {spec: f"image/{spec.rpartition('-')[2]}" for spec in DISPLAY_SPECS}
#: The picture of a link that is shared: Open Graph's 1200 x 630.
SHARE_SPEC = "fill-1200x630|format-jpeg"
ALL_SPECS = (*DISPLAY_SPECS, SHARE_SPEC)
#: Where a picture keeps those that were loaded.
LOADED = "_loaded_renditions"
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


class StoredRendition(NamedTuple):
    """A file of a picture, as it is shown.

    A listing shows hundreds: rows of the model would cost more than all else in it.
    """

    name: str
    width: int
    height: int

    @property
    def url(self) -> str:
        """The address, with a key while one is being given (`cms.core.grants`)."""
        return with_key(file_url(settings.MEDIA_URL, self.name))


def load_renditions(images: Iterable[AbstractImage]) -> None:
    """Load the renditions of many pictures in one query."""
    images = list(images)
    found = _find_renditions({image.pk for image in images})
    for image in images:
        setattr(image, LOADED, found[image.pk])


def existing_renditions(image: AbstractImage) -> dict[str, StoredRendition]:
    """Return the renditions there are, by their specification.

    Costs no query where they were loaded before (`load_renditions`).
    """
    loaded = getattr(image, LOADED, None)
    return _find_renditions({image.pk})[image.pk] if loaded is None else loaded


def _find_renditions(image_ids: set[int]) -> dict[int, dict[str, StoredRendition]]:
    found: dict[int, dict[str, StoredRendition]] = {pk: {} for pk in image_ids}
    if image_ids:
        rows = (
            get_image_model()
            .get_rendition_model()
            .objects.filter(image__in=image_ids, filter_spec__in=ALL_SPECS)
        )
        columns = ("image_id", "filter_spec", "file", "width", "height")
        for image_id, spec, *values in rows.values_list(*columns):
            found[image_id][spec] = StoredRendition(*values)
    return found


def display_sources(image: AbstractImage) -> list[Source]:
    """Return the files of a picture, best format first and narrow before wide.

    A small original gives fewer files than there are widths: equal sizes are said once.
    """
    existing = existing_renditions(image)
    sources: dict[tuple[str, int], Source] = {}
    for spec, type_ in DISPLAY_TYPES.items():
        if rendition := existing.get(spec):
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
