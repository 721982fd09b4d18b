"""Bodies of many pages, turned into block values together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.blocks import StreamValue

from cms.core.choices import choices_together


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wagtail.blocks import Block


def bind_stream_values(streams: Iterable[StreamValue]) -> None:
    """Turn the stored data of many streams into block values, type by type.

    Wagtail does this stream by stream, when a block is first touched; its
    `bulk_to_python` takes the values of any number of streams just as well.
    """
    waiting: dict[int, list[tuple[StreamValue, int]]] = {}
    blocks = {}
    for stream in streams:
        for position, bound in enumerate(stream._bound_blocks):
            if bound is None:
                name = stream._raw_data[position]["type"]
                block = stream.stream_block.child_blocks[name]
                blocks[id(block)] = block  # blocks compare by content and don't hash
                waiting.setdefault(id(block), []).append((stream, position))
    with choices_together(
        (blocks[key], stream._raw_data[position]["value"])
        for key, places in waiting.items()
        for stream, position in places
    ):
        for key, places in waiting.items():
            _bind(blocks[key], places)


def _bind(block: Block, places: Sequence[tuple[StreamValue, int]]) -> None:
    """Turn the stored data of one kind of block into values, wherever it stands."""
    raw = [stream._raw_data[position] for stream, position in places]
    values = block.bulk_to_python([item["value"] for item in raw])
    for (stream, position), item, value in zip(places, raw, values, strict=True):
        stream._bound_blocks[position] = StreamValue.StreamChild(
            block, value, id=item.get("id")
        )
