"""What many pages refer to, found and loaded for all of them at once.

A body may link to pages, show pictures and name partners; one look-up each would cost
a query per row of a listing. `load_references` takes the rows together: one query per
kind of thing referred to, whatever the number of rows. What it finds is remembered for
the rest of the request (`cms.core.references`).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import ForeignKey, OneToOneField

from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Page
from wagtail.rich_text import extract_references_from_rich_text

from cms.core.choices import chosen_in, stored_items
from cms.core.loading import renditions_together, rows_in_hand
from cms.core.references import as_primary_key, current_references
from cms.core.streams import bind_stream_values


if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from django.db.models import Field, Model

    from wagtail.blocks import StreamValue


#: What stands in rich text for each link to a page or a document.
LINK = "linktype="
Named = tuple[type["Model"], int]


class _Any:
    """Contains every name."""

    def __contains__(self, name: object) -> bool:
        return True


ANY = _Any()


class Naming(NamedTuple):
    """How rows of a model name other things.

    Args:
        keys: Foreign keys to pages and documents: name, column and model.
        texts: Columns with rich text.
        bodies: Columns with blocks.
        inlines: Relations to inline rows, less what editors say among themselves.
    """

    keys: list[tuple[str, str, type[Model]]]
    texts: list[str]
    bodies: list[str]
    inlines: list[str]


def load_references(pages: Sequence[Model], shown: Container[str] = ANY) -> None:
    """Load everything that `pages` refer to, for all of them at once.

    Takes in their bodies, rich text, page fields and inline rows. Bodies that were left
    in the database (`defer_streamfields`) stay there, and so do inline rows that were
    not loaded (`load_relations`).

    Args:
        pages: The pages.
        shown: Names of the attributes of theirs that are shown.
    """
    document_model: type[Model] = get_document_model()
    found: dict[type[Model], set[int]] = {Page: set(), document_model: set()}
    bodies: dict[type[Model], list[StreamValue]] = {}
    for page in pages:
        for target, pk in _named_in(page, shown):
            found[target].add(pk)
        bodies.setdefault(type(page), []).extend(_bodies(page))
    references = current_references()
    references.expect_pages(found[Page])
    with renditions_together():
        for streams in bodies.values():
            bind_stream_values(streams)
    references.pages(found[Page])
    references.documents(found[document_model])


def pages_named_in(instance: Model) -> set[int]:
    """Return the ids of the pages that are chosen in the bodies of `instance`.

    Its bodies stay as they are stored until then.
    """
    return {
        key
        for stream in _bodies(instance)
        for model, key in chosen_in(stream)
        if issubclass(model, Page)
    }


def _named_in(instance: Model, shown: Container[str] = ANY) -> Iterator[Named]:
    """Yield page or document model and key of each thing that a row names.

    Inline rows are taken in, with all of theirs.
    """
    naming = _naming(type(instance))
    known = instance.__dict__  # what is not in it was left in the database
    for name, column, model in naming.keys:
        if name in shown and (pk := known.get(column)):
            yield model, pk
    for name in naming.texts:
        if name in shown:
            yield from _in_text(known.get(name) or "")
    for stream in _bodies(instance):
        yield from _in_body(stream)
    for name in naming.inlines:
        for child in rows_in_hand(instance, name) or ():
            yield from _named_in(child)


def _in_body(stream: StreamValue) -> Iterator[Named]:
    for text in _texts(stored_items(stream)):
        yield from _in_text(text)
    for model, pk in chosen_in(stream):
        if target := _named(model):
            yield target, pk


def _bodies(instance: Model) -> list[StreamValue]:
    names = _naming(type(instance)).bodies
    return [getattr(instance, name) for name in names if name in instance.__dict__]


def _texts(raw: Iterable[Any]) -> list[str]:
    """Return all that is text in the stored data of a body."""
    found = []
    waiting = list(raw)
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return found


def _in_text(text: str) -> Iterator[Named]:
    """Yield what rich text links to; in other text there is nothing of the kind."""
    if LINK not in text:
        return
    for model, pk, *_ in extract_references_from_rich_text(text):
        if (key := as_primary_key(pk)) and (target := _named(model)):
            yield target, key


@cache  # there are as many as models
def _naming(model: type[Model]) -> Naming:
    """Return by which attributes rows of `model` name other things."""
    fields = model._meta.concrete_fields
    return Naming(
        [
            (field.name, field.attname, target)
            for field in fields
            if (target := _target(field))
        ],
        [field.attname for field in fields if isinstance(field, RichTextField)],
        [field.attname for field in fields if isinstance(field, StreamField)],
        [
            name
            for relation in get_all_child_relations(model)
            if (name := relation.get_accessor_name()) != COMMENTS_RELATION_NAME
        ],
    )


def _target(field: Field) -> type[Model] | None:
    """Return what an editor chooses in `field`: a page or a document, or else nothing.

    Links of the tree and those of aliases are nobody's choice.
    """
    if (
        not isinstance(field, ForeignKey)
        or isinstance(field, OneToOneField | ParentalKey)
        or field.name == "alias_of"
    ):
        return None
    return _named(field.related_model)


def _named(model: type[Model]) -> type[Model] | None:
    """Return what is loaded for rows of `model`: pages, documents or nothing."""
    if issubclass(model, Page):
        return Page
    document_model = get_document_model()
    return document_model if model is document_model else None
