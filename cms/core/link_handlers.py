"""How links in rich text are shown.

A link to a page or a document that is not public becomes plain text: neither its address
nor the fact that it exists is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import escape

from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.rich_text.pages import PageLinkHandler

from cms.core.references import as_primary_key, current_references
from cms.core.urls import page_url


if TYPE_CHECKING:
    from wagtail.documents.models import AbstractDocument
    from wagtail.models import Page


def _keys(attrs_list: list[dict[str, str]]) -> list[int]:
    return [as_primary_key(attrs.get("id", "")) or 0 for attrs in attrs_list]


class PublicPageLinkHandler(PageLinkHandler):
    """Links to public pages; any other becomes plain text."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, str]]) -> list[Page | None]:
        ids = _keys(attrs_list)
        pages = current_references().pages(ids)
        return [pages.get(pk) for pk in ids]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        return [
            f'<a href="{escape(page_url(page))}">' if page else "<a>"
            for page in cls.get_many(attrs_list)
        ]


class PublicDocumentLinkHandler(DocumentLinkHandler):
    """Links to documents that everybody may get; any other becomes plain text."""

    @classmethod
    def get_many(
        cls, attrs_list: list[dict[str, str]]
    ) -> list[AbstractDocument | None]:
        ids = _keys(attrs_list)
        documents = current_references().documents(ids)
        return [documents.get(pk) for pk in ids]
