"""Which pictures, documents and snippets the public can see: those that a page shows.

Wagtail's reference index knows what every page and snippet names, in fields, bodies,
rich text and inline rows alike. It follows what is published, not drafts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Model, Q
from django.db.models.functions import Cast

from wagtail.models import CollectionViewRestriction, Page, ReferenceIndex
from wagtail.snippets.models import get_snippet_models

from cms.core.models import SiteSettings
from cms.core.querysets import public_pages


if TYPE_CHECKING:
    from django.db.models import QuerySet


def in_use(rows: QuerySet) -> QuerySet:
    """Return those of `rows` that a public page shows.

    Args:
        rows: Pictures, documents or snippets. A page may name them itself, or name a
            snippet that does (a partner's logo, a person's portrait); what the site's
            settings name stands on every page.

    Costs a fixed number of queries, however many pages there are.
    """
    shown = _named_by_what_is_public()
    through_snippets = Q()
    for model in get_snippet_models():
        if model is not rows.model:
            through_snippets |= _from(model, _keys(shown, model))
    references = shown
    if through_snippets:
        references = shown | ReferenceIndex.objects.filter(through_snippets)
    return rows.alias(text_key=_as_text("pk")).filter(
        text_key__in=_keys(references, rows.model)
    )


def without_private_files(rows: QuerySet) -> QuerySet:
    """Return those of `rows` that lie in no collection with a view restriction."""
    private = Q()
    restrictions = CollectionViewRestriction.objects.values_list("collection__path")
    for (path,) in restrictions:
        private |= Q(collection__path__startswith=path)
    return rows.exclude(private) if private else rows


def _named_by_what_is_public() -> QuerySet:
    """Return the references from public pages and from the site's settings."""
    pages = public_pages().order_by().annotate(text_key=_as_text("pk"))
    everywhere = _from(SiteSettings, SiteSettings.objects.values(key=_as_text("pk")))
    return ReferenceIndex.objects.filter(
        _from(Page, pages.values("text_key")) | everywhere
    )


def _from(model: type[Model], keys: QuerySet) -> Q:
    """Return the condition that a reference stands in one of these rows of `model`."""
    content_type = ContentType.objects.get_for_model(model)
    return Q(base_content_type=content_type, object_id__in=keys)


def _keys(references: QuerySet, model: type[Model]) -> QuerySet:
    """Return the keys, as text, of the rows of `model` that `references` lead to."""
    content_type = ContentType.objects.get_for_model(model)
    return references.filter(to_content_type=content_type).values("to_object_id")


def _as_text(field: str) -> Cast:
    """Return a key in the form in which the index holds it."""
    return Cast(field, CharField())
