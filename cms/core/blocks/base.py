"""What every block of a story has in common."""

from __future__ import annotations

from typing import Any

from wagtail.blocks import StructBlock, StructValue


class ContentBlock(StructBlock):
    """A block with a template, an API shape and a plain-text form.

    The plain text goes into the text version of a release, feeds and search extracts.
    """

    #: Names of the children whose text is the block's text, in reading order.
    plain_text_fields: tuple[str, ...] = ()

    def get_plain_text(self, value: StructValue) -> str:
        """Return the block as lines of text, without markup."""
        parts = (
            get_plain_text(self.child_blocks[name], value.get(name))
            for name in self.plain_text_fields
        )
        return "\n".join(part for part in parts if part)


def get_plain_text(block: Any, value: Any) -> str:
    """Return the plain-text form of any block's value; empty for nothing."""
    if value is None or value == "":
        return ""
    if hasattr(block, "get_plain_text"):
        return block.get_plain_text(value)
    return str(value)
