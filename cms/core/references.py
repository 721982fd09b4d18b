"""What pages refer to, looked up for many pages at once.

A body may link to pages, show pictures and name partners; one look-up each would cost
a query per row of a listing. `load_references` takes the rows together: one query per
kind of thing referred to, whatever the number of rows. The link targets it finds are
remembered for the rest of the request, so that rich text is expanded without a query.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import ForeignKey, OneToOneField

from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Page

from cms.core.choices import choices_together
from cms.core.loading import renditions_together
from cms.core.querysets import (
    HOME_PAGE_DEPTH,
    knowing_if_private,
    knowing_if_public,
    plain_public_pages,
    public_pages_at,
    specific_public_pages,
    without_private_files,
)


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from django.db.models import Field, Model

    from wagtail.blocks import Block


LARGEST_KEY = 2**63 - 1


def as_primary_key(text: str) -> int | None:
    """Return the key that stored text names, or None if no row can have it."""
    if not (text.isascii() and text.isdecimal()) or len(text) > len(str(LARGEST_KEY)):
        return None  # Python reads no number of thousands of digits
    key = int(text)
    return key if 0 < key <= LARGEST_KEY else None


class References:
    """The targets of links, each looked up once: pages and documents for everybody.

    Attributes:
        plain: Whether pages are only going to be named. They are of type `Page` then,
            which saves a query for each page type.
    """

    def __init__(self) -> None:
        self.plain = False
        self._pages: dict[int, Page | None] = {}
        self._documents: dict[int, Model | None] = {}
        self._parents: dict[str, Page | None] = {}
        self._expected: set[int] = set()

    def expect_pages(self, ids: Iterable[int]) -> None:
        """Load the pages with these ids together with the next ones."""
        self._expected |= set(ids) - self._pages.keys()

    def pages(self, ids: Iterable[int]) -> dict[int, Page]:
        """Return the public ones among the pages with these ids, by id."""
        ids = set(ids)
        if unknown := ids - self._pages.keys():
            load = plain_public_pages if self.plain else specific_public_pages
            unknown |= self._take_expected()
            self._pages |= dict.fromkeys(unknown) | load(unknown)
        return {pk: page for pk in ids if (page := self._pages[pk])}

    def documents(self, ids: Iterable[int]) -> dict[int, Model]:
        """Return those of the documents with these ids that are not private, by id.

        What refers to them is public, so they are given to everybody, unless they lie
        in a collection for some people only.
        """
        ids = set(ids)
        if unknown := ids - self._documents.keys():
            rows = without_private_files(get_document_model().objects.all())
            found = rows.in_bulk(list(unknown))
            self._documents |= dict.fromkeys(unknown) | found
        return {pk: document for pk in ids if (document := self._documents[pk])}

    def chosen_pages(self, ids: Iterable[int]) -> dict[int, Page]:
        """Return the pages with these ids, public or not, by id, as plain rows.

        Which of them are public is learnt from the same query.
        """
        ids = set(ids) | self._take_expected()
        rows = {page.pk: page for page in knowing_if_public(ids)}
        for pk in ids - self._pages.keys():
            if pk not in rows or not rows[pk].is_public:
                self._pages[pk] = None
            elif self.plain:
                self._pages[pk] = rows[pk]
        return rows

    def _take_expected(self) -> set[int]:
        expected, self._expected = self._expected - self._pages.keys(), set()
        return expected

    def chosen_documents(self, ids: Iterable[int]) -> dict[int, Model]:
        """Return the documents with these ids, for everybody or not, by id."""
        documents = get_document_model().objects.all()
        rows = knowing_if_private(documents).in_bulk(list(ids))
        for pk in set(ids) - self._documents.keys():
            row = rows.get(pk)
            self._documents[pk] = None if row is None or row.is_private else row
        return rows

    def parents(self, pages: Iterable[Page]) -> dict[str, Page]:
        """Return the public pages right above `pages`, by the path of the page below.

        A home page has none, nor has a draft that stands nowhere yet.
        """
        above = {
            page.path: page.path[: -page.steplen]
            for page in pages
            if page.path and page.depth > HOME_PAGE_DEPTH
        }
        if unknown := set(above.values()) - self._parents.keys():
            found = public_pages_at(unknown)
            if self.plain:  # these are as good as any
                self._pages |= {page.pk: page for page in found.values()}
            pages = self.pages(page.pk for page in found.values())
            self._parents |= dict.fromkeys(unknown)
            self._parents |= {page.path: page for page in pages.values()}
        parents = {path: self._parents[parent] for path, parent in above.items()}
        return {path: parent for path, parent in parents.items() if parent}


_remembered: ContextVar[References | None] = ContextVar("references", default=None)


@contextmanager
def remember_references() -> Iterator[None]:
    """Remember looked-up references until the block ends."""
    token = _remembered.set(References())
    try:
        yield
    finally:
        _remembered.reset(token)


def current_references() -> References:
    """Return what is remembered, or an empty memory outside of a request."""
    return _remembered.get() or References()


def load_references(pages: Sequence[Model]) -> None:
    """Load everything that `pages` refer to, for all of them at once.

    Takes in their bodies, rich text, page fields and inline rows; inline rows should
    have been prefetched (`BasePageQuerySet.with_relations`). Bodies that were left
    in the database (`defer_streamfields`) stay there.
    """
    found: dict[type[Model], set[int]] = {Page: set(), get_document_model(): set()}

    def note(references: Iterable[tuple[type[Model], int]]) -> None:
        for target, pk in references:
            if target in found:
                found[target].add(pk)

    references = current_references()
    by_type = sorted(pages, key=lambda page: page._meta.label)
    for _model, group in groupby(by_type, key=type):
        rows = list(group)
        for row in rows:
            note(_in_columns(row))
        references.expect_pages(found[Page])
        with renditions_together():
            for field in _loaded_fields(rows[0]):
                if isinstance(field, StreamField):
                    bind_stream_values(field.value_from_object(row) for row in rows)
        for row in rows:
            note(_in_bodies(row))
    references.pages(found[Page])
    references.documents(found[get_document_model()])


def _in_columns(instance: Model) -> Iterator[tuple[type[Model], int]]:
    """Yield model and key of each thing that is named outside of the bodies.

    Inline rows are taken in, with all of theirs.
    """
    for field in _loaded_fields(instance):
        if isinstance(field, RichTextField):
            yield from _in_text(instance, field)
        elif (model := _target(field)) and (pk := field.value_from_object(instance)):
            yield model, pk
    for relation in get_all_child_relations(type(instance)):
        name = relation.get_accessor_name()
        if name != COMMENTS_RELATION_NAME:  # what editors say among themselves
            for child in getattr(instance, name).all():
                yield from _in_columns(child)
                yield from _in_bodies(child)


def _in_bodies(instance: Model) -> Iterator[tuple[type[Model], int]]:
    """Yield model and key of each thing that the bodies name."""
    for field in _loaded_fields(instance):
        if isinstance(field, StreamField):
            yield from _in_text(instance, field)


def _in_text(instance: Model, field: Any) -> Iterator[tuple[type[Model], int]]:
    value = field.value_from_object(instance)
    for model, pk, *_ in field.extract_references(value):
        if key := as_primary_key(pk):
            yield Page if issubclass(model, Page) else model, key


def _loaded_fields(instance: Model) -> list[Any]:
    """Return the fields of `instance` that are read without a query."""
    deferred = instance.get_deferred_fields()
    return [
        field
        for field in instance._meta.get_fields()
        if getattr(field, "attname", "") not in deferred
    ]


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
    if issubclass(field.related_model, Page):
        return Page
    document_model = get_document_model()
    return document_model if field.related_model is document_model else None


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
