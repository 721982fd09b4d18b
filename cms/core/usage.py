"""Which pictures, documents and snippets the public can see: those that a page shows.

Wagtail's reference index knows what every page and snippet names, in fields, bodies,
rich text and inline rows alike. It follows what is published, not drafts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, CharField, Exists, F, Model, OuterRef, Q
from django.db.models.functions import Cast

from wagtail.models import Page, ReferenceIndex
from wagtail.snippets.models import get_snippet_models

from cms.core.models import SiteSettings
from cms.core.querysets import public_pages, without_private_files


if TYPE_CHECKING:
    from django.db.models import QuerySet


__all__ = ["in_use", "without_private_files"]

#: The key of the row that is asked about, as a query inside of its own knows it, and
#: as one more query inside of that.
ROW = OuterRef("pk")
ROW_OF_PAGES = OuterRef(ROW)


def in_use(rows: QuerySet) -> QuerySet:
    """Return those of `rows` that a public page shows.

    Args:
        rows: Pictures, documents or snippets. A page may name them itself, or name a
            snippet that does (a partner's logo, a person's portrait); what the site's
            settings name stands on every page.

    Costs no query of its own. For each row the database follows the references to it
    by their index, so that one file of a large site is found as fast as on a small one.
    """
    model = rows.model
    shown = _on_public(_references(_target(model, ROW_OF_PAGES)))
    shown |= _in_settings(_references(_target(model, ROW)))
    for snippet in get_snippet_models():
        if snippet is not model:
            shown |= _on_public(_through(snippet, model, OuterRef(ROW_OF_PAGES)))
            shown |= _in_settings(_through(snippet, model, OuterRef(ROW)))
    return rows.filter(shown)


def _on_public(references: QuerySet) -> Q:
    """Return the condition that one of `references` stands on a public page.

    An `Exists` for each kind of reference: put together by OR, PostgreSQL and SQLite
    would read all of them.
    """
    on_pages = _from(references, Page)
    keys = on_pages.values(key=Cast("object_id", BigIntegerField()))
    return Q(Exists(public_pages().order_by().filter(pk__in=keys)))


def _in_settings(references: QuerySet) -> Q:
    """Return the condition that one of `references` stands in the site's settings."""
    return Q(Exists(_from(references, SiteSettings)))


def _through(snippet: type[Model], model: type[Model], row: OuterRef) -> QuerySet:
    """Return the references to those snippets that name this row of `model`."""
    naming = _from(_references(_target(model, row)), snippet)
    return ReferenceIndex.objects.filter(
        to_content_type=_type(snippet), to_object_id__in=naming.values("object_id")
    )


def _references(target: Q) -> QuerySet:
    return ReferenceIndex.objects.filter(target)


def _from(references: QuerySet, model: type[Model]) -> QuerySet:
    """Return those of `references` that stand in rows of `model`.

    The sum keeps SQLite from the index on what refers, which leads to all references
    of all pages; the one on what is referred to leads to a few.
    """
    kind = F("base_content_type_id") + 0
    return references.alias(kind=kind).filter(kind=_type(model).pk)


def _target(model: type[Model], row: OuterRef) -> Q:
    """Return the condition that a reference leads to this row; keys are text there."""
    return Q(to_content_type=_type(model), to_object_id=Cast(row, CharField()))


def _type(model: type[Model]) -> ContentType:
    return ContentType.objects.get_for_model(model)
