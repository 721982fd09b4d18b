"""The fields around the content: who an object is, where it is, what surrounds it.

How a picture, a document, a page or a block looks is said in `cms.core.serializers`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import Resolver404
from django.utils import translation

from wagtail.api.v2 import serializers as wagtail_serializers

from rest_framework.fields import CharField

from cms.api.base_serializer import BaseSerializer, InlineRowsField, WholeField
from cms.core.models import Licence
from cms.core.references import current_references
from cms.core.renditions import stored_url
from cms.core.serializers import (
    ParentPageField,
    Representation,
    detail_url,
    focal_point,
    renditions,
    represent_page,
    represent_public_page,
)
from cms.core.urls import absolute_links, absolute_page_url, absolute_url


if TYPE_CHECKING:
    from wagtail.contrib.redirects.models import Redirect
    from wagtail.documents.models import AbstractDocument
    from wagtail.images.models import AbstractImage
    from wagtail.models import Page

#: What partners may do with our words. Pictures carry licences of their own.
TEXT_LICENCE = Licence.CC_BY.value


class HtmlUrlField(WholeField):
    """Where visitors read the page; null for a draft that has no address yet."""

    def to_representation(self, value: Page) -> str | None:
        return absolute_page_url(value, self.context["request"]) if value.pk else None


class AliasOfField(WholeField):
    """The page that this one repeats, while it is public."""

    def to_representation(self, value: Page) -> Representation | None:
        return represent_page(value.alias_of_id, self.context)


class BreadcrumbsField(WholeField):
    """The public pages above, from the home page down."""

    def to_representation(self, value: Any) -> list[Representation]:
        return [
            represent_public_page(page, self.context)
            for page in current_references().above(value)
        ]


class TranslationsField(WholeField):
    """The page in other languages.

    [{"locale": "ar", "html_url": "https://…/ar/…", "detail_url": "https://…"}]
    """

    def to_representation(self, value: Any) -> list[Representation]:
        return [
            {
                "locale": page.locale.language_code,
                "html_url": absolute_page_url(page, self.context["request"]),
                "detail_url": detail_url(page, self.context),
            }
            for page in current_references().translations(value)
        ]


class LicenceField(WholeField):
    """What partners may do with the text: an SPDX identifier."""

    def to_representation(self, value: Page) -> str:
        return TEXT_LICENCE


class BodyHtmlField(WholeField):
    """The body as one piece of HTML to paste anywhere: no script, no relative URL."""

    def to_representation(self, value: Any) -> str:
        context = {"page": value, "request": self.context["request"]._request}
        with translation.override(value.locale.language_code):
            html = absolute_links(value.body.render_as_block(context))
        return "\n".join(line for line in html.splitlines() if line.strip())


class PageSerializer(BaseSerializer, wagtail_serializers.PageSerializer):
    """A page with what surrounds it."""

    type = wagtail_serializers.PageTypeField(read_only=True)
    html_url = HtmlUrlField(read_only=True)
    canonical_url = HtmlUrlField(read_only=True)
    parent = ParentPageField(read_only=True)
    alias_of = AliasOfField(read_only=True)
    breadcrumbs = BreadcrumbsField(read_only=True)
    translations = TranslationsField(read_only=True)
    licence = LicenceField(read_only=True)
    body_html = BodyHtmlField(read_only=True)

    def build_relational_field(self, field_name: str, relation_info: Any) -> Any:
        made, arguments = super().build_relational_field(field_name, relation_info)
        is_inline = made is wagtail_serializers.ChildRelationField
        return (InlineRowsField if is_inline else made), arguments


class ImageDownloadUrlField(WholeField):
    """Where the original file is."""

    def to_representation(self, value: AbstractImage) -> str:
        return absolute_url(stored_url(value))


class FocalPointField(WholeField):
    """What must not be cropped away; null where nobody said."""

    def to_representation(self, value: AbstractImage) -> Representation | None:
        return focal_point(value)


class RenditionsField(WholeField):
    """The files there are of a picture."""

    def to_representation(self, value: AbstractImage) -> list[Representation]:
        return renditions(value)


class ImageSerializer(BaseSerializer):
    """A picture; nested pictures have the same fields (`represent_image`)."""

    download_url = ImageDownloadUrlField(read_only=True)
    alt = CharField(source="default_alt_text", read_only=True)
    focal_point = FocalPointField(read_only=True)
    renditions = RenditionsField(read_only=True)


class DocumentDownloadUrlField(WholeField):
    """Where the file is."""

    def to_representation(self, value: AbstractDocument) -> str:
        return absolute_url(value.url)


class DocumentSerializer(BaseSerializer):
    """A document; nested documents have the same fields (`represent_document`)."""

    download_url = DocumentDownloadUrlField(read_only=True)
    extension = CharField(source="file_extension", read_only=True)


class LocationField(WholeField):
    """Where a redirect leads."""

    def to_representation(self, value: Redirect) -> str | None:
        if value.redirect_page_id is None:
            return absolute_url(value.redirect_link) or None
        pages = current_references().pages([value.redirect_page_id])
        page = pages.get(value.redirect_page_id)
        url = page and absolute_page_url(page, self.context["request"])
        route = value.redirect_page_route_path
        return url.rstrip("/") + route if url and _has_route(page, route) else url


def _has_route(page: Page, route: str) -> bool:
    """Say whether `page` answers at a path below its own, such as `/archive/`."""
    try:
        return bool(route and page.resolve_subpage(route))
    except (AttributeError, Resolver404):  # most pages answer at one address only
        return False


class RedirectSerializer(BaseSerializer):
    """An old address and where it leads now."""

    location = LocationField(read_only=True)


class SnippetSerializer(BaseSerializer):
    """A snippet, as it looks inside of a page, with its language."""

    def to_representation(self, instance: Any) -> Representation:
        data = instance.get_api_representation(self.context)
        data["meta"]["locale"] = instance.locale.language_code
        wanted = set(self.Meta.fields)
        data["meta"] = {k: v for k, v in data["meta"].items() if k in wanted}
        return {k: v for k, v in data.items() if k in wanted or (k == "meta" and v)}
