"""How pictures, documents, pages and snippets look in the API.

One shape each, whether the thing stands in a field of a page, in a block of its body
or in a listing. Nested objects keep Wagtail's form (`id`, `meta.type`,
`meta.detail_url`, `title`) and add to it, so that a client needs no second call.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings

from wagtail.api.rich_text import APIRichText
from wagtail.models import Page

from rest_framework.fields import Field

from cms.core.references import current_references
from cms.core.renditions import display_sources, stored_url
from cms.core.rich_text import display_html, without_private_links
from cms.core.urls import absolute_page_url, absolute_url


if TYPE_CHECKING:
    from django.db.models import Model

    from wagtail.documents.models import AbstractDocument
    from wagtail.images.models import AbstractImage

    from cms.core.renditions import Source

Context = Mapping[str, Any]
Representation = dict[str, Any]


def type_and_address(instance: Model, context: Context) -> Representation:
    """Return the `meta` every nested object has.

        {"type": "core.Partner", "detail_url": "https://…/api/v2/partners/1/"}

    `detail_url` is left out where no endpoint shows the thing, or not yet.
    """
    model = type(instance)
    if isinstance(instance, Page):
        model = instance.specific_class or model
    meta: Representation = {"type": model._meta.label}
    if address := detail_url(instance, context):
        meta["detail_url"] = address
    return meta


def detail_url(instance: Model, context: Context) -> str | None:
    """Return where the API tells all about `instance`; None if nowhere."""
    router = context.get("router")
    if router is None or instance.pk is None:
        return None
    path = _detail_path(settings.ROOT_URLCONF, router, type(instance), instance.pk)
    return path and absolute_url(path)


@lru_cache(maxsize=20_000)
def _detail_path(urlconf: str, router: Any, model: type[Model], key: int) -> str | None:
    """Return where the API tells about a row; a listing asks that hundreds of times."""
    return router.get_object_detail_urlpath(model, key)


def represent_image(
    image: AbstractImage | None,
    context: Context,
    *,
    alt: str | None = None,
    caption: str = "",
) -> Representation | None:
    """Return a picture with all its files.

        {"id": 7, "meta": {"type": "core.CustomImage", "detail_url": "…",
         "download_url": "…"}, "title": "…", "alt": "…", "caption": "…",
         "credit": "…", "licence": "CC-BY-4.0", "width": 1600, "height": 1000,
         "focal_point": {"x": 800, "y": 400, "width": 10, "height": 10},
         "renditions": [{"url": "…", "width": 480, "height": 300,
                         "type": "image/avif"}]}

    Args:
        image: The picture, best loaded with its renditions.
        context: The serialiser's context.
        alt: The text alternative where the picture stands; by default its own
            description. Empty for a decorative picture.
        caption: Left out when empty.
    """
    if image is None:
        return None
    meta = type_and_address(image, context)
    meta["download_url"] = absolute_url(stored_url(image))
    data: Representation = {
        "id": image.pk,
        "meta": meta,
        "title": image.title,
        "alt": image.default_alt_text if alt is None else alt,
    }
    if caption:
        data["caption"] = caption
    return data | image_facts(image)


def image_facts(image: AbstractImage) -> Representation:
    """Return what is known of a picture wherever it stands: credit, size, files."""
    return {
        "credit": image.credit,
        "licence": image.licence,
        "width": image.width,
        "height": image.height,
        "focal_point": focal_point(image),
        "renditions": renditions(image),
    }


def focal_point(image: AbstractImage) -> Representation | None:
    """Return the middle and size of what must not be cropped away, in pixels."""
    focus = image.get_focal_point()
    return focus and {
        "x": round(focus.centroid_x),
        "y": round(focus.centroid_y),
        "width": round(focus.width),
        "height": round(focus.height),
    }


def renditions(image: AbstractImage) -> list[Representation]:
    """Return the files of a picture, best format first and narrow before wide."""
    files = _files(settings.BASE_URL, tuple(display_sources(image)))
    return [dict(file) for file in files]


@lru_cache(maxsize=5_000)
def _files(base: str, sources: tuple[Source, ...]) -> tuple[Representation, ...]:
    """Return the files of a picture; nobody may change what is remembered here."""
    return tuple(
        {
            "url": absolute_url(source.url),
            "width": source.width,
            "height": source.height,
            "type": source.type,
        }
        for source in sources
    )


def represent_document(
    document: AbstractDocument | None, context: Context
) -> Representation | None:
    """Return a document with where to get it, or None where it is private.

    {"id": 3, "meta": {"type": "core.CustomDocument", "detail_url": "…",
     "download_url": "…"}, "title": "…", "file_size": 12345, "extension": "pdf"}
    """
    if document is None or not current_references().documents([document.pk]):
        return None
    meta = type_and_address(document, context)
    meta["download_url"] = absolute_url(document.url)
    return {
        "id": document.pk,
        "meta": meta,
        "title": document.title,
        "file_size": document.file_size,
        "extension": document.file_extension,
    }


def represent_page(page_id: int | None, context: Context) -> Representation | None:
    """Return a page that is referred to, or None where it is not public.

    {"id": 12, "meta": {"type": "refugeeweek.EditionPage", "detail_url": "…",
     "html_url": "…", "slug": "2024"}, "title": "…"}
    """
    if page_id is None:
        return None
    page = current_references().pages([page_id]).get(page_id)
    return page and represent_public_page(page, context)


def represent_public_page(page: Page, context: Context) -> Representation:
    """Return a page that the caller knows to be public."""
    meta = type_and_address(page, context)
    meta["html_url"] = absolute_page_url(page, context.get("request"))
    meta["slug"] = page.slug
    return {"id": page.pk, "meta": meta, "title": page.title}


def represent_rich_text(source: str, context: Context) -> str:
    """Return rich text in the form that the request asks for.

    By default HTML that stands on any site. Whatever the form, links to pages that are
    not public are plain words.
    """
    form = context.get("_wagtail_rich_text_format") or APIRichText.FORMAT_HTML
    if form == APIRichText.FORMAT_HTML:
        return display_html(source)
    if form == APIRichText.FORMAT_MARKDOWN:
        source = display_html(source)  # Wagtail's own links are relative
    return APIRichText.serialize(without_private_links(source), format=form)


class ImageField(Field):
    """A picture chosen in a field; see `represent_image`."""

    def to_representation(self, value: AbstractImage) -> Representation | None:
        return represent_image(value, self.context)


class DocumentField(Field):
    """A document chosen in a field; see `represent_document`."""

    def to_representation(self, value: AbstractDocument) -> Representation | None:
        return represent_document(value, self.context)


class PageReferenceField(Field):
    """A page chosen in a field; null where that page is not public."""

    def get_attribute(self, instance: Model) -> int | None:
        return getattr(instance, f"{self.source}_id")

    def to_representation(self, value: int) -> Representation | None:
        return represent_page(value, self.context)


class ParentPageField(Field):
    """The page above, such as a story's edition; null where it is not public."""

    def get_attribute(self, instance: Page) -> Page:
        return instance

    def to_representation(self, value: Page) -> Representation | None:
        parent = current_references().parents([value]).get(value.path)
        return parent and represent_public_page(parent, self.context)


class PageReferencesField(Field):
    """Pages chosen in an inline list; those that are not public are left out.

    Args:
        page_field: The name of the foreign key on each row.
    """

    def __init__(self, *, page_field: str, **kwargs: Any) -> None:
        self.page_field = page_field
        super().__init__(**kwargs)

    def to_representation(self, value: Any) -> list[Representation]:
        ids = [getattr(row, f"{self.page_field}_id") for row in value.all()]
        pages = current_references().pages(ids)
        return [
            represent_public_page(pages[pk], self.context) for pk in ids if pk in pages
        ]


class SnippetField(Field):
    """A snippet, in full: a card needs its name and picture.

    {"id": 4, "meta": {"type": "core.Partner"}, "name": "…", …}
    """

    def to_representation(self, value: Any) -> Representation:
        return value.get_api_representation(self.context)


class DisplayRichTextField(Field):
    """Rich text; see `represent_rich_text`."""

    def to_representation(self, value: str) -> str:
        return represent_rich_text(value, self.context)
