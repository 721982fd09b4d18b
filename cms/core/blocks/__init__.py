"""Blocks of a story. Import them from here."""

from __future__ import annotations

from cms.core.blocks.base import ContentBlock, get_plain_text
from cms.core.blocks.choosers import PictureChooserBlock, PublicPageBlock, SnippetBlock
from cms.core.blocks.links import (
    CallToActionBlock,
    LinkBlock,
    PartnersBlock,
    RelatedPagesBlock,
)
from cms.core.blocks.media import DocumentBlock, GalleryBlock, PictureBlock, VideoBlock
from cms.core.blocks.story import StoryBlock
from cms.core.blocks.text import (
    CalloutBlock,
    FormattedTextBlock,
    HeadingBlock,
    KeyFiguresBlock,
    ParagraphBlock,
    QuoteBlock,
    TimelineBlock,
)


__all__ = [
    "CallToActionBlock",
    "CalloutBlock",
    "ContentBlock",
    "DocumentBlock",
    "FormattedTextBlock",
    "GalleryBlock",
    "HeadingBlock",
    "KeyFiguresBlock",
    "LinkBlock",
    "ParagraphBlock",
    "PartnersBlock",
    "PictureBlock",
    "PictureChooserBlock",
    "PublicPageBlock",
    "QuoteBlock",
    "RelatedPagesBlock",
    "SnippetBlock",
    "StoryBlock",
    "TimelineBlock",
    "VideoBlock",
    "get_plain_text",
]
