"""What many pages refer to, found and loaded for all of them at once.

A body may link to pages, show pictures and name partners; one look-up each would cost
a query per row of a listing. `load_references` takes the rows together: one query per
kind of thing referred to, whatever the number of rows. What it finds is remembered for
the rest of the request (`cms.core.references`).
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import ForeignKey, OneToOneField

from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Page

from cms.core.choices import chosen_in
from cms.core.loading import renditions_together
from cms.core.references import as_primary_key, current_references
from cms.core.streams import bind_stream_values


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from django.db.models import Field, Model


def load_references(pages: Sequence[Model]) -> None:
    """Load everything that `pages` refer to, for all of them at once.

    Takes in their bodies, rich text, page fields and inline rows; inline rows should
    have been loaded (`load_relations`). Bodies that were left
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


def pages_named_in(instance: Model) -> set[int]:
    """Return the ids of the pages that are chosen in the bodies of `instance`.

    Its bodies stay as they are stored until then.
    """
    return {
        key
        for field in _loaded_fields(instance)
        if isinstance(field, StreamField)
        for model, key in chosen_in(field.value_from_object(instance))
        if issubclass(model, Page)
    }


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
