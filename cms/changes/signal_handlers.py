"""Notes what is touched, whoever does it: the recorder finds out what came of it.

Saying too much costs a look and nothing else, so anything that may show counts.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.dispatch import receiver

from modelcluster.fields import ParentalKey
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.contrib.settings.models import BaseGenericSetting, BaseSiteSetting
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Locale,
    Page,
    PageViewRestriction,
    Revision,
    Site,
)
from wagtail.snippets.models import get_snippet_models

from cms.changes.dependants import dependants_of_pages, dependants_of_things
from cms.changes.models import PublishedPage
from cms.changes.notes import (
    note_all_pages,
    note_pages,
    note_plan,
    note_site,
    note_things,
)
from cms.core.renditions import ALL_SPECS


#: What Wagtail keeps beside the content of a page, for editors.
BOOKKEEPING = frozenset(
    {
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
        "owner",
    }
)
Noter = Callable[[Any], None]


@receiver(post_save)
def on_saved(
    sender: type[Model],
    instance: Any,
    *,
    raw: bool = False,
    update_fields: frozenset[str] | None = None,
    **kwargs: Any,
) -> None:
    """Note what was saved, unless it is loaded as it was stored (`loaddata`)."""
    if raw or (update_fields is not None and BOOKKEEPING.issuperset(update_fields)):
        return
    if note := _noter(sender):
        note(instance)


@receiver(pre_delete)
def on_deletion(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """Note what shows something that is about to be deleted.

    Afterwards Wagtail's index no longer knows of it.
    """
    if isinstance(instance, Page):
        # What links to a draft shows nothing of it, and says nothing of its end.
        if not PublishedPage.objects.filter(pk=instance.pk).exists():
            return
        shown = dependants_of_pages([instance.pk], [instance.translation_key])
    elif _is_thing(sender):
        shown = dependants_of_things({sender: [instance.pk]})
    else:
        return
    note_pages(shown.pages)
    if shown.site:
        note_site()


@receiver(post_delete)
def on_deleted(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """Note what was deleted."""
    if note := _noter(sender):
        note(instance)


@receiver(m2m_changed)
def on_related(instance: Any, action: str, **kwargs: Any) -> None:
    """Note what was tagged."""
    note = _noter(type(instance)) if isinstance(instance, Model) else None
    if note and action.startswith("post_"):
        note(instance)


@cache
def _noter(model: type[Model]) -> Noter | None:
    """Return what notes a row of `model`; None if the public sees nothing of it."""
    for base, note in _NOTERS.items():
        if issubclass(model, base):
            return note
    if _is_thing(model):
        return lambda thing: note_things(model, [thing.pk])
    if model is get_image_model().get_rendition_model():
        return _note_rendition
    if model._meta.app_label != "wagtailcore":  # its own are editors' comments
        for field in model._meta.concrete_fields:
            if isinstance(field, ParentalKey):
                return _noter_of_inline_row(field)
    return None


def _is_thing(model: type[Model]) -> bool:
    """Say whether pages show rows of `model`, as Wagtail's index of references knows."""
    return model in {get_image_model(), get_document_model(), *get_snippet_models()}


def _noter_of_inline_row(key: Any) -> Noter | None:
    """Return what notes the page or the snippet that a row belongs to."""
    parent: type[Model] = key.related_model
    if issubclass(parent, Page):
        return lambda row: note_pages([getattr(row, key.attname)])
    if issubclass(parent, BaseSiteSetting):
        return _note_site
    return lambda row: note_things(parent, [getattr(row, key.attname)])


def _note_rendition(rendition: Any) -> None:
    """Note the picture of a rendition that visitors get; thumbnails are for editors."""
    if rendition.filter_spec in ALL_SPECS:
        note_things(get_image_model(), [rendition.image_id])


def _note_page(page: Page) -> None:
    note_pages([page.pk])
    if page.live and (page.go_live_at or page.expire_at):
        note_plan()


def _note_revision(revision: Revision) -> None:
    if revision.approved_go_live_at:
        note_plan()


def _note_restricted_page(restriction: PageViewRestriction) -> None:
    note_pages([restriction.page_id])


def _note_restricted_files(restriction: CollectionViewRestriction) -> None:
    for collection in Collection.objects.filter(pk=restriction.collection_id):
        _note_files_in(collection)


def _note_files_in(collection: Collection) -> None:
    for model in (get_image_model(), get_document_model()):
        files = model.objects.filter(collection__path__startswith=collection.path)
        note_things(model, files.values_list("pk", flat=True))


def _note_site(_row: Model) -> None:
    note_site()


def _note_all_pages(_row: Model) -> None:
    note_all_pages()


_NOTERS: dict[type[Model], Noter] = {
    Page: _note_page,
    Revision: _note_revision,
    PageViewRestriction: _note_restricted_page,
    CollectionViewRestriction: _note_restricted_files,
    Collection: _note_files_in,
    Site: _note_all_pages,
    Locale: _note_all_pages,
    Redirect: _note_site,
    SearchPromotion: _note_site,
    BaseSiteSetting: _note_site,
    BaseGenericSetting: _note_site,
}
