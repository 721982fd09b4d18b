"""What editors chose in the blocks of many bodies, loaded at once.

Wagtail asks the database once for each kind of block: a picture in a gallery is another
query than one by itself. Here the stored data of all bodies is looked through first, and
each kind of thing is loaded once, whatever the blocks that it was chosen in.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from wagtail.blocks import (
    BaseStreamBlock,
    BaseStructBlock,
    ChooserBlock,
    ListBlock,
    StreamValue,
)


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from django.db.models import Model

    from wagtail.blocks import Block

#: Rows by model and key, None where there is none.
Rows = dict[int, "Model | None"]

_loaded: ContextVar[dict[type[Model], Rows]] = ContextVar("choices")


class SharedChooser:
    """Part of a chooser block that takes what `choices_together` has loaded."""

    model_class: type[Model]

    def load(self, keys: Iterable[int]) -> dict[int, Any]:
        """Return the rows with these keys, and with what they are shown with."""
        return self.model_class._default_manager.in_bulk(list(keys))

    def load_to_show(self, keys: Iterable[int]) -> dict[int, Any]:
        """Return the same rows, for pages and answers that visitors get."""
        return self.load(keys)

    def bulk_to_python(self, values: Iterable[int]) -> list[Any]:
        """Return a row for each key in the same order, None where there is none."""
        keys = list(values)
        rows = _loaded.get({}).get(self.model_class, {})
        if missing := {key for key in keys if key} - rows.keys():
            rows = rows | self.load(missing)
        return [rows.get(key) for key in keys]


@contextmanager
def choices_together(stored: Iterable[tuple[Block, Any]]) -> Iterator[None]:
    """Load all that is chosen in blocks, and give it to them until the block ends.

    Args:
        stored: Blocks, each with the data that is stored for it.
    """
    wanted: dict[type[Model], tuple[SharedChooser, set[int]]] = {}
    for block, raw in stored:
        for chooser, key in _chosen(block, raw):
            wanted.setdefault(chooser.model_class, (chooser, set()))[1].add(key)
    token = _loaded.set(
        {
            model: dict.fromkeys(keys) | chooser.load_to_show(keys)
            for model, (chooser, keys) in wanted.items()
        }
    )
    try:
        yield
    finally:
        _loaded.reset(token)


def stored_items(stream: StreamValue) -> Sequence[dict[str, Any]]:
    """Return the stored data of a body: `stream.raw_data`.

    The body would keep that, and be kept by it until the next search for garbage.
    """
    return StreamValue.RawDataView(stream)


def chosen_in(stream: StreamValue) -> Iterator[tuple[type[Model], int]]:
    """Yield model and key of what is chosen in a body, by its stored data."""
    blocks = stream.stream_block.child_blocks
    for item in stored_items(stream):
        if block := blocks.get(item["type"]):
            for chooser, key in _chosen(block, item["value"]):
                yield chooser.model_class, key


def _chosen(block: Block, raw: Any) -> Iterator[tuple[SharedChooser, int]]:
    """Yield choosers and the keys that are stored for them, however deep."""
    if isinstance(block, SharedChooser) and isinstance(block, ChooserBlock):
        if isinstance(raw, int):
            yield block, raw
    elif isinstance(block, BaseStructBlock) and isinstance(raw, dict):
        for name, child in block.child_blocks.items():
            yield from _chosen(child, raw.get(name))
    elif isinstance(block, ListBlock) and isinstance(raw, list):
        for item in raw:
            in_form = block._item_is_in_block_format(item)
            yield from _chosen(block.child_block, item["value"] if in_form else item)
    elif isinstance(block, BaseStreamBlock) and isinstance(raw, list):
        for item in raw:
            if child := block.child_blocks.get(item["type"]):
                yield from _chosen(child, item["value"])
