"""Which pictures, documents and snippets the public can see: those that a page shows.

Wagtail's reference index knows what every page and snippet names, in fields, bodies,
rich text and inline rows alike. It follows what is published, not drafts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, CharField, Exists, F, Model, OuterRef
from django.db.models.functions import Cast

from wagtail.models import Page, ReferenceIndex
from wagtail.snippets.models import get_snippet_models

from cms.core.models import SiteSettings
from cms.core.querysets import public_pages, without_private_files


if TYPE_CHECKING:
    from django.db.models import QuerySet


__all__ = ["in_use", "without_private_files"]


def in_use(rows: QuerySet) -> QuerySet:
    """Return those of `rows` that a public page shows.

    Args:
        rows: Pictures, documents or snippets. A page may name them itself, or name a
            snippet that does (a partner's logo, a person's portrait); what the site's
            settings name stands on every page.

    Costs no query of its own. For each row the database follows the references to it
    by their index, so that one file of a large site is found as fast as on a small one.
    """
    named = _references_to(rows.model, OuterRef("pk"))
    public = _on_a_page(_references_to(rows.model, OuterRef(OuterRef("pk"))))
    return rows.filter(
        public | Exists(_from(named, SiteSettings)) | Exists(_in_shown_snippets(named))
    )


def _in_shown_snippets(references: QuerySet) -> QuerySet:
    """Return those of `references` that stand in a snippet that a public page shows."""
    to_the_snippet = ReferenceIndex.objects.filter(
        to_content_type=OuterRef(OuterRef("base_content_type")),
        to_object_id=OuterRef(OuterRef("object_id")),
    )
    in_snippets = _from(references, *get_snippet_models())
    return in_snippets.filter(_on_a_page(to_the_snippet))


def _on_a_page(references: QuerySet) -> Exists:
    """Return the condition that one of `references` stands on a public page."""
    keys = _from(references, Page).values(key=Cast("object_id", BigIntegerField()))
    return Exists(public_pages().order_by().filter(pk__in=keys))


def _references_to(model: type[Model], row: OuterRef) -> QuerySet:
    """Return the references to one row of `model`; keys are text there."""
    return ReferenceIndex.objects.filter(
        to_content_type=_type(model), to_object_id=Cast(row, CharField())
    )


def _from(references: QuerySet, *models: type[Model]) -> QuerySet:
    """Return those of `references` that stand in rows of these models.

    The sum keeps SQLite from the index on what refers, which leads to all references
    of all pages; the one on what is referred to leads to a few.
    """
    kinds = [_type(model).pk for model in models]
    return references.alias(kind=F("base_content_type_id") + 0).filter(kind__in=kinds)


def _type(model: type[Model]) -> ContentType:
    return ContentType.objects.get_for_model(model)
