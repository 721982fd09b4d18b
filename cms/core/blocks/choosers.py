"""Choosers whose API form is a full object, never a bare id.

Pictures come with their renditions in one query for any number of values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.blocks import PageChooserBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.core.choices import SharedChooser
from cms.core.loading import rows_by_key
from cms.core.references import current_references
from cms.core.serializers import (
    Representation,
    represent_document,
    represent_image,
    represent_page,
)


if TYPE_CHECKING:
    from collections.abc import Iterable


class PictureChooserBlock(SharedChooser, ImageChooserBlock):
    """A picture from the library, loaded together with its renditions."""

    def load(self, keys: Iterable[int]) -> dict[int, Any]:
        return rows_by_key(self.model_class, keys, ["renditions"])

    def get_api_representation(
        self, value: Any, context: dict[str, Any] | None = None
    ) -> Representation | None:
        return represent_image(value, context or {})


class DocumentFileBlock(SharedChooser, DocumentChooserBlock):
    """A document from the library. It is shown only where it is for everybody."""

    def load_to_show(self, keys: Iterable[int]) -> dict[int, Any]:
        return current_references().chosen_documents(keys)

    def get_api_representation(
        self, value: Any, context: dict[str, Any] | None = None
    ) -> Representation | None:
        return represent_document(value, context or {})

    def get_plain_text(self, value: Any) -> str:
        return value.title if current_references().documents([value.pk]) else ""


class PublicPageBlock(SharedChooser, PageChooserBlock):
    """A page. It is shown, here and in the API, only while it is public."""

    def load_to_show(self, keys: Iterable[int]) -> dict[int, Any]:
        return current_references().chosen_pages(keys)

    def get_api_representation(
        self, value: Any, context: dict[str, Any] | None = None
    ) -> Representation | None:
        return value and represent_page(value.pk, context or {})

    def get_plain_text(self, value: Any) -> str:
        page = current_references().pages([value.pk]).get(value.pk)
        return page.title if page else ""


class SnippetBlock(SharedChooser, SnippetChooserBlock):
    """A snippet, such as a partner, loaded together with its pictures."""

    def load(self, keys: Iterable[int]) -> dict[int, Any]:
        model: Any = self.model_class
        return rows_by_key(model, keys, model.display_relations)

    def get_api_representation(
        self, value: Any, context: dict[str, Any] | None = None
    ) -> Representation | None:
        return value and value.get_api_representation(context or {})
