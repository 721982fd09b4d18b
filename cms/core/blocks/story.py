"""The body of a page: all blocks that a story may be made of."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wagtail.blocks import StreamBlock, StreamBlockValidationError, StreamValue

from cms.core.blocks.base import get_plain_text
from cms.core.blocks.links import (
    CallToActionBlock,
    PartnersBlock,
    RelatedPagesBlock,
)
from cms.core.blocks.media import (
    DocumentBlock,
    GalleryBlock,
    PictureBlock,
    VideoBlock,
)
from cms.core.blocks.text import (
    CalloutBlock,
    HeadingBlock,
    KeyFiguresBlock,
    ParagraphBlock,
    QuoteBlock,
    TimelineBlock,
)


TITLE_LEVEL = 1  # the page's title is its h1


class StoryBlock(StreamBlock):
    """The body that all page types share; an app may add blocks of its own."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    image = PictureBlock()
    gallery = GalleryBlock()
    quote = QuoteBlock()
    video = VideoBlock()
    key_figures = KeyFiguresBlock()
    callout = CalloutBlock()
    call_to_action = CallToActionBlock()
    document = DocumentBlock()
    partners = PartnersBlock()
    related_pages = RelatedPagesBlock()
    timeline = TimelineBlock()

    def clean(self, value: StreamValue) -> StreamValue:
        """Refuse a heading that skips a level: a part needs its section first."""
        value = super().clean(value)
        errors = {}
        level = TITLE_LEVEL
        for position, child in enumerate(value):
            if child.block_type != "heading":
                continue
            next_level = int(child.value["level"].removeprefix("h"))
            if next_level > level + 1:
                errors[position] = ValidationError(
                    _(
                        "This heading skips a level. Make it one level higher, or put "
                        "the heading that it belongs under before it."
                    )
                )
            level = next_level
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        return value

    def get_plain_text(self, value: StreamValue) -> str:
        """Return the whole body as text, an empty line between blocks."""
        return "\n\n".join(
            text
            for child in value
            if (text := get_plain_text(child.block, child.value))
        )

    def get_api_representation(
        self, value: StreamValue | None, context: dict[str, Any] | None = None
    ) -> list[dict[str, Any]]:
        """Return `[{"type": …, "value": …, "id": …}]`.

        A block whose picture or document was deleted has nothing to show and is left
        out.
        """
        blocks = super().get_api_representation(value, context) or []
        return [block for block in blocks if block["value"] is not None]

    class Meta:
        template = "blocks/story_block.html"
