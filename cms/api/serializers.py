"""The fields around the content: who an object is, where it is, what surrounds it.

How a picture, a document, a page or a block looks is said in `cms.core.serializers`.
"""

from __future__ import annotations

from copy import copy, deepcopy
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.urls import Resolver404
from django.utils import translation
from django.utils.functional import cached_property

from wagtail.api.v2 import serializers as wagtail_serializers
from wagtail.fields import RichTextField
from wagtail.models import Page

from rest_framework.fields import CharField, DictField, Field, ListField, SkipField
from rest_framework.relations import ManyRelatedField
from rest_framework.serializers import BaseSerializer as BaseDRFSerializer

from cms.core.models import Licence
from cms.core.references import current_references
from cms.core.renditions import stored_url
from cms.core.serializers import (
    DisplayRichTextField,
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
    from collections.abc import Callable

    from wagtail.contrib.redirects.models import Redirect
    from wagtail.documents.models import AbstractDocument
    from wagtail.images.models import AbstractImage

#: Name of a field, what reads it of a row, and what makes JSON of that.
Shown = tuple[str, "Callable[[Any], Any]", "Callable[[Any], Any]"]
#: What partners may do with our words. Pictures carry licences of their own.
TEXT_LICENCE = Licence.CC_BY.value


class WholeField(Field):
    """A field that is told of the whole object, not of one attribute."""

    def get_attribute(self, instance: Model) -> Model:
        return instance


class DetailUrlField(WholeField):
    """Where the object's own answer is; left out where it has none."""

    def get_attribute(self, instance: Model) -> Model:
        if detail_url(instance, self.context) is None:
            raise SkipField
        return instance

    def to_representation(self, value: Model) -> str | None:
        return detail_url(value, self.context)


class TagsField(Field):
    """Names of tags, in order; asks nothing of the database where they were loaded."""

    def to_representation(self, value: Any) -> list[str]:
        return sorted(tag.name for tag in value.all())


class RelatedField(wagtail_serializers.RelatedField):
    """What a foreign key leads to; null where that is a page that is not public."""

    def to_representation(self, value: Model) -> Representation | None:
        if isinstance(value, Page) and not current_references().pages([value.pk]):
            return None
        return super().to_representation(value)


class BaseSerializer(wagtail_serializers.BaseSerializer):
    """What all objects have in common."""

    serializer_related_field = RelatedField
    serializer_field_mapping = {
        **wagtail_serializers.BaseSerializer.serializer_field_mapping,
        RichTextField: DisplayRichTextField,
    }

    detail_url = DetailUrlField(read_only=True)

    def get_fields(self) -> dict[str, Field]:
        """Return fields of this serialiser's own, made from those of its class."""
        return {name: _unbound(field) for name, field in _made_fields(self).items()}

    def make_fields(self) -> dict[str, Field]:
        """Return what Django REST framework makes of the model, which takes long."""
        return super().get_fields()

    def to_representation(self, instance: Any) -> Representation:
        """Return a row with Wagtail's form: `id`, `meta` and what else is asked for."""
        data: Representation = {}
        for target, fields in self._groups:
            values = data.setdefault(target, {}) if target else data
            for name, read, represent in fields:
                try:
                    value = read(instance)
                except SkipField:
                    continue
                # As in Wagtail, no field has to expect that there is nothing.
                values[name] = None if value is None else represent(value)
        if not data.get("meta", True):
            del data["meta"]
        return data

    @cached_property
    def _groups(self) -> list[tuple[str, list[Shown]]]:
        """The fields by the key that they stand below, in the order of an answer."""
        first: list[Shown] = []
        meta: list[Shown] = []
        others: list[Shown] = []
        for name, field in self.fields.items():
            group = meta if name in self.meta_fields else others
            group = first if name == "id" else group
            group.append((name, self._reader(field), field.to_representation))
        return [("", first), ("meta", meta), ("", others)]

    def _reader(self, field: Any) -> Callable[[Any], Any]:
        """Return how a field reads a row; a plain column needs none of its questions."""
        columns = {column.attname for column in self.Meta.model._meta.concrete_fields}
        is_usual = type(field).get_attribute is Field.get_attribute
        is_column = is_usual and field.source in columns
        return attrgetter(field.source) if is_column else field.get_attribute

    def build_property_field(self, field_name: str, model_class: type[Model]) -> Any:
        field_class, arguments = super().build_property_field(field_name, model_class)
        if field_class is wagtail_serializers.TagsField:
            field_class = TagsField
        return field_class, arguments


def _made_fields(serializer: BaseSerializer) -> dict[str, Field]:
    kind: Any = type(serializer)
    return _fields(kind)


@lru_cache(maxsize=500)  # as many as there are classes of serialisers
def _fields(serializer: Any) -> dict[str, Field]:
    return serializer().make_fields()


def _unbound(field: Any) -> Field:
    """Return a field like this one, to be bound to another serialiser.

    What has fields inside of itself is made anew, since they know where they stand.
    """
    if isinstance(field, BaseDRFSerializer | ManyRelatedField | ListField | DictField):
        return deepcopy(field)
    return copy(field)


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
