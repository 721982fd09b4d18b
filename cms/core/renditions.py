"""The sizes and formats in which every picture exists.

One fixed set per picture, made when the picture is saved: pages and the API read what
is there, and no visitor's request ever resizes an image.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings

from wagtail.images import get_image_model
from wagtail.images.models import Filter

from cms.core.file_urls import file_url
from cms.core.grants import gives_keys, with_key
from cms.core.prepared import Keys, prepared


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
        for image_id, spec, *values in _rows_of_renditions(ids=image_ids):
            found[image_id][spec] = StoredRendition(*values)
    return found


@prepared
def _rows_of_renditions() -> QuerySet:
    model = get_image_model().get_rendition_model()
    ids = Keys("ids", get_image_model()._meta.pk)
    rows = model.objects.filter(image__any_of=ids, filter_spec__in=ALL_SPECS)
    return rows.values_list("image_id", "filter_spec", "file", "width", "height")


def display_sources(image: AbstractImage) -> list[Source]:
    """Return the files of a picture, best format first and narrow before wide.

    A small original gives fewer files than there are widths: equal sizes are said once.
    """
    stored = tuple(existing_renditions(image).items())
    sources = _sources(settings.MEDIA_URL, stored)
    if gives_keys():
        return [source._replace(url=with_key(source.url)) for source in sources]
    return list(sources)


@lru_cache(maxsize=5_000)
def _sources(
    base: str, stored: tuple[tuple[str, StoredRendition], ...]
) -> tuple[Source, ...]:
    """Return the files of a picture, without keys."""
    existing = dict(stored)
    sources: dict[tuple[str, int], Source] = {}
    for spec, type_ in DISPLAY_TYPES.items():
        if rendition := existing.get(spec):
            name, width, height = rendition
            sources[type_, width] = Source(file_url(base, name), width, height, type_)
    return tuple(sources.values())


def share_source(image: AbstractImage) -> Source | None:
    """Return the 1200 x 630 file of a picture, or None where it was not made."""
    rendition = existing_renditions(image).get(SHARE_SPEC)
    if rendition is None:
        return None
    return Source(rendition.url, rendition.width, rendition.height, "image/jpeg")


def stored_url(image: AbstractImage) -> str:
    """Return the path of the original file."""
    # What is loaded is its name, of which Django makes a file when it is asked for.
    file = image.__dict__.get("file")
    if not isinstance(file, str):
        file = image.file.name
    name = file or "missing"
    return with_key(file_url(settings.MEDIA_URL, name))
