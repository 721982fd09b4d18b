"""The schema of each StreamField block, from the block itself.

A block made of known parts needs nothing here. One that answers in a form of its own
(`get_api_representation`) is told of by a function below; without it the document is
refused, so that no block is described wrongly.
"""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from wagtail import blocks

from cms.api.schema.shapes import (
    BOOLEAN,
    HTML,
    TEXT,
    Schema,
    array,
    nullable,
    one_of,
    record,
    ref,
)
from cms.core.blocks import (
    ContentBlock,
    DocumentBlock,
    FormattedTextBlock,
    PublicPageBlock,
    SnippetBlock,
    VideoBlock,
)
from cms.core.blocks.choosers import DocumentFileBlock, PictureChooserBlock
from cms.core.blocks.links import PublicPageList
from cms.core.blocks.media import PictureBlock


def stream_components(block: blocks.StreamBlock) -> dict[str, Schema]:
    """Return a schema for each block of a stream and one for the stream, by name."""
    members = {
        _name(child): record(
            {
                "type": {"type": "string", "const": name},
                "value": value_schema(child),
                "id": nullable(TEXT),
            },
            about=str(child.meta.description or child.label),
        )
        for name, child in block.child_blocks.items()
    }
    mapping = {
        name: ref(_name(child))["$ref"] for name, child in block.child_blocks.items()
    }
    stream = array(
        {
            "oneOf": [ref(name) for name in members],
            "discriminator": {"propertyName": "type", "mapping": mapping},
        }
    )
    return {**members, _name(block): stream}


def stream_reference(block: blocks.StreamBlock) -> Schema:
    """Return the reference to the schema of a stream."""
    return ref(_name(block))


def _name(block: blocks.Block) -> str:
    return type(block).__name__


def value_schema(block: blocks.Block) -> Schema:
    """Return the schema of a block's value as the API gives it.

    Raises:
        TypeError: The block has a form of its own that nobody described.
    """
    describe = _value.dispatch(type(block))
    described = next(
        cls for cls in type(block).__mro__ if _value.registry.get(cls) is describe
    )
    if _answers_its_own_way(type(block), described):
        raise TypeError(f"Describe the API form of {type(block).__name__}.")
    return describe(block)


def _answers_its_own_way(block: type[blocks.Block], described: type) -> bool:
    """Say whether a class below the described one changed the form of its answer."""
    below = block.__mro__[: block.__mro__.index(described)]
    return any("get_api_representation" in vars(cls) for cls in below)


@singledispatch
def _value(block: Any) -> Schema:
    raise TypeError(f"Describe the API form of {type(block).__name__}.")


@_value.register
def _text(block: blocks.FieldBlock) -> Schema:
    return TEXT


@_value.register
def _yes_or_no(block: blocks.BooleanBlock) -> Schema:
    return BOOLEAN


@_value.register
def _choice(block: blocks.ChoiceBlock) -> Schema:
    return one_of([value for value, _label in block.field.choices])


@_value.register
def _rich_text(block: FormattedTextBlock) -> Schema:
    return HTML


@_value.register
def _list(block: blocks.ListBlock) -> Schema:
    return array(value_schema(block.child_block))


@_value.register
def _pages(block: PublicPageList) -> Schema:
    return array(ref("PageReference"))


@_value.register
def _struct(block: blocks.StructBlock) -> Schema:
    return record(
        {name: value_schema(child) for name, child in block.child_blocks.items()}
    )


@_value.register
def _video(block: VideoBlock) -> Schema:
    schema = _struct(block)
    schema["properties"]["provider"] = TEXT
    schema["required"].append("provider")
    return schema


@_value.register(PictureBlock)
@_value.register(PictureChooserBlock)
def _picture(block: ContentBlock) -> Schema:
    return ref("Image")


@_value.register(DocumentBlock)
@_value.register(DocumentFileBlock)
def _document(block: ContentBlock) -> Schema:
    return ref("Document")


@_value.register
def _page(block: PublicPageBlock) -> Schema:
    return nullable(ref("PageReference"))


@_value.register
def _snippet(block: SnippetBlock) -> Schema:
    return nullable(ref(block.model_class.__name__))
