"""Blocks made of words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail.blocks import CharBlock, ChoiceBlock, ListBlock, RichTextBlock, TextBlock
from wagtail.blocks.list_block import ListValue
from wagtail.rich_text import RichText

from cms.core.blocks.base import ContentBlock, get_plain_text
from cms.core.rich_text import LINE_FEATURES, PARAGRAPH_FEATURES, plain_text
from cms.core.serializers import represent_rich_text


TEXT_GROUP = _("Text")


class FormattedTextBlock(RichTextBlock):
    """Rich text whose API form is display HTML with absolute links.

    Partners may ask for another form with `?rich_text_format=`.
    """

    def get_api_representation(
        self, value: RichText | None, context: dict[str, Any] | None = None
    ) -> str:
        return represent_rich_text(value.source, context or {}) if value else ""

    def get_plain_text(self, value: RichText) -> str:
        return plain_text(value.source)


class BlockList(ListBlock):
    """A list whose plain text is that of its items, one below the other."""

    def get_plain_text(self, value: ListValue) -> str:
        return "\n".join(
            text for item in value if (text := get_plain_text(self.child_block, item))
        )


class HeadingBlock(ContentBlock):
    """A heading inside a story."""

    text = CharBlock(max_length=160, label=_("Heading"))
    level = ChoiceBlock(
        choices=[("h2", _("Section")), ("h3", _("Part")), ("h4", _("Detail"))],
        default="h2",
        label=_("Level"),
        help_text=_(
            "Begin with “Section”. A “Part” stands inside a section, a “Detail” inside "
            "a part; people who listen to the page find their way by these levels."
        ),
    )

    plain_text_fields = ("text",)

    class Meta:
        icon = "title"
        label = _("Heading")
        group = TEXT_GROUP
        description = _("A title for the part of the story that follows.")
        template = "blocks/heading_block.html"
        preview_value = {"text": "What happened next", "level": "h2"}


class ParagraphBlock(FormattedTextBlock):
    """Running text: paragraphs and lists."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", PARAGRAPH_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Paragraph")
        group = TEXT_GROUP
        description = _("Running text with links and lists.")
        template = "blocks/paragraph_block.html"
        preview_value = (
            "<p>Nearly <b>500 people</b> sang together on the last day of Refugee "
            "Week. Some had rehearsed for months; others learnt the chorus at the "
            "door.</p>"
        )


class QuoteBlock(ContentBlock):
    """What somebody said."""

    text = TextBlock(
        max_length=600,
        label=_("Quotation"),
        help_text=_("The words themselves, without quotation marks."),
    )
    attribution = CharBlock(
        required=False, max_length=120, label=_("Name"), help_text=_("Who said it.")
    )
    role = CharBlock(
        required=False,
        max_length=160,
        label=_("Role"),
        help_text=_("What the person does, such as “choir member”."),
    )

    def get_plain_text(self, value: dict[str, Any]) -> str:
        """Return the words in quotation marks, and the speaker below."""
        speaker = ", ".join(filter(None, [value["attribution"], value["role"]]))
        return f"“{value['text']}”" + (f"\n— {speaker}" if speaker else "")

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        group = TEXT_GROUP
        description = _("A sentence or two that somebody said, set apart.")
        template = "blocks/quote_block.html"
        preview_value = {
            "text": "When we sing, nobody asks where you are from.",
            "attribution": "A choir member",
            "role": "Singing Our Lives",
        }


class CalloutBlock(ContentBlock):
    """A boxed note beside the story."""

    title = CharBlock(max_length=120, label=_("Title"))
    text = FormattedTextBlock(features=PARAGRAPH_FEATURES, label=_("Text"))

    plain_text_fields = ("title", "text")

    class Meta:
        icon = "info-circle"
        label = _("Note")
        group = TEXT_GROUP
        description = _("A boxed note: background, how to take part, a correction.")
        template = "blocks/callout_block.html"
        preview_value = {
            "title": "World Refugee Day",
            "text": "<p>Refugee Week is held each June, around <b>20 June</b>.</p>",
        }


class KeyFigureBlock(ContentBlock):
    """One number and what it counts."""

    figure = CharBlock(
        max_length=24,
        label=_("Figure"),
        help_text=_("The number as it should be read, such as “nearly 500”."),
    )
    label = CharBlock(
        max_length=120, label=_("What it counts"), help_text=_("Such as “singers”.")
    )

    def get_plain_text(self, value: dict[str, Any]) -> str:
        return f"{value['figure']} {value['label']}"

    class Meta:
        icon = "order"
        label = _("Figure")


class KeyFiguresBlock(ContentBlock):
    """A few numbers that tell the size of a thing."""

    figures = BlockList(KeyFigureBlock(), min_num=1, max_num=4, label=_("Figures"))

    plain_text_fields = ("figures",)

    class Meta:
        icon = "order"
        label = _("Key figures")
        group = TEXT_GROUP
        description = _("Up to four numbers, large, each with what it counts.")
        template = "blocks/key_figures_block.html"
        preview_value = {
            "figures": [
                {"figure": "200+", "label": "performers"},
                {"figure": "7", "label": "years of singing together"},
            ]
        }


class TimelineEntryBlock(ContentBlock):
    """One step of a timeline."""

    date = CharBlock(
        max_length=60,
        label=_("When"),
        help_text=_("As it should be read, such as “June 2019” or “7 pm”."),
    )
    title = CharBlock(max_length=120, label=_("What happened"))
    text = FormattedTextBlock(
        required=False, features=LINE_FEATURES, label=_("A sentence or two")
    )

    def get_plain_text(self, value: dict[str, Any]) -> str:
        text = get_plain_text(self.child_blocks["text"], value["text"])
        return f"{value['date']}: {value['title']}" + (f"\n{text}" if text else "")

    class Meta:
        icon = "date"
        label = _("Entry")


class TimelineBlock(ContentBlock):
    """Steps in the order in which they happened."""

    entries = BlockList(TimelineEntryBlock(), min_num=1, label=_("Entries"))

    plain_text_fields = ("entries",)

    class Meta:
        icon = "history"
        label = _("Timeline")
        group = TEXT_GROUP
        description = _("What happened when, oldest first.")
        template = "blocks/timeline_block.html"
        preview_value = {
            "entries": [
                {"date": "2017", "title": "The first concert", "text": ""},
                {
                    "date": "2022",
                    "title": "A concert at Union Chapel",
                    "text": "<p>Nearly 500 people took part.</p>",
                },
            ]
        }
