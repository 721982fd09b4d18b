"""Choosers whose API form is a full object, never a bare id.

Pictures come with their renditions in one query for any number of values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.blocks import PageChooserBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.core.loading import load_relations, with_keys
from cms.core.references import current_references
from cms.core.serializers import (
    Representation,
    represent_document,
    represent_image,
    represent_page,
)


if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model


def load_choices(model: type[Model], keys: Iterable[int], *relations: str) -> list:
    """Return the rows with these keys in the same order, None where there is none."""
    keys = list(keys)
    rows = with_keys(model._default_manager.all(), relations)
    found = rows.in_bulk({pk for pk in keys if pk})
    load_relations(list(found.values()), relations)
    return [found.get(pk) for pk in keys]


class PictureChooserBlock(ImageChooserBlock):
    """A picture from the library, loaded together with its renditions."""

    def bulk_to_python(self, values: Iterable[int]) -> list:
        return load_choices(self.model_class, values, "renditions")

    def get_api_representation(
        self, value: Any, context: dict[str, Any] | None = None
    ) -> Representation | None:
        return represent_image(value, context or {})


class DocumentFileBlock(DocumentChooserBlock):
    """A document from the library. It is shown only where it is for everybody."""

    def get_api_representation(
        self, value: Any, context: dict[str, Any] | None = None
    ) -> Representation | None:
        return represent_document(value, context or {})

    def get_plain_text(self, value: Any) -> str:
        return value.title if current_references().documents([value.pk]) else ""


class PublicPageBlock(PageChooserBlock):
    """A page. It is shown, here and in the API, only while it is public."""

    def get_api_representation(
        self, value: Any, context: dict[str, Any] | None = None
    ) -> Representation | None:
        return value and represent_page(value.pk, context or {})

    def get_plain_text(self, value: Any) -> str:
        page = current_references().pages([value.pk]).get(value.pk)
        return page.title if page else ""


class SnippetBlock(SnippetChooserBlock):
    """A snippet, such as a partner, loaded together with its pictures."""

    def bulk_to_python(self, values: Iterable[int]) -> list:
        relations = self.model_class.display_relations
        return load_choices(self.model_class, values, *relations)

    def get_api_representation(
        self, value: Any, context: dict[str, Any] | None = None
    ) -> Representation | None:
        return value and value.get_api_representation(context or {})
