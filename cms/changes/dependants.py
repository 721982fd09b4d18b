"""Which pages show something of other pages, of pictures, documents and snippets.

What stands on every page of the website, such as the menu, counts as the site's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.contrib.contenttypes.models import ContentType

from wagtail.contrib.settings.models import BaseGenericSetting, BaseSiteSetting
from wagtail.contrib.settings.registry import registry
from wagtail.models import Page, ReferenceIndex

from cms.changes.facts import batches


if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from uuid import UUID

    from django.db.models import Model

#: A picture in a snippet in a snippet on a page: no content of ours goes deeper.
DEEPEST = 3


class Dependants(NamedTuple):
    """What shows something of what has changed: pages by id, and the whole site."""

    pages: set[int]
    site: bool


#: A row of any model, by the ids of its content type and its own.
Thing = tuple[int, int]


def dependants_of_pages(
    ids: Collection[int], translation_keys: Iterable[UUID]
) -> Dependants:
    """Return what shows the title or the address of pages, or whether they are public.

    That are the pages below (in their breadcrumbs), translations, aliases, and
    whatever leads to them.
    """
    shown = _referrers({(_content_type(Page), pk) for pk in ids})
    pages = set(shown.pages)
    for batch in batches(ids):
        pages |= _ids(Page.objects.filter(alias_of__in=batch))
        for path in Page.objects.filter(pk__in=batch).values_list("path", flat=True):
            pages |= _ids(Page.objects.filter(path__startswith=path))
    pages |= _ids(Page.objects.filter(translation_key__in=set(translation_keys)))
    return Dependants(pages, shown.site)


def dependants_of_things(things: Mapping[type[Model], Iterable[int]]) -> Dependants:
    """Return what shows pictures, documents and snippets, also one inside another."""
    return _referrers(
        {(_content_type(model), pk) for model, ids in things.items() for pk in ids}
    )


def _referrers(things: set[Thing]) -> Dependants:
    page_type, site_types = _content_type(Page), _site_types()
    found: set[Thing] = set()
    for _depth in range(DEEPEST):
        new = set(_referring(things)) - found
        found |= new
        things = {thing for thing in new if thing[0] not in {page_type, *site_types}}
        if not things:
            break
    pages = {pk for type_, pk in found if type_ == page_type}
    return Dependants(pages, any(type_ in site_types for type_, _pk in found))


def _referring(things: Iterable[Thing]) -> Iterator[Thing]:
    """Yield what refers to `things`, as Wagtail's index of references knows it."""
    by_type: dict[int, set[int]] = {}
    for type_, pk in things:
        by_type.setdefault(type_, set()).add(pk)
    for type_, ids in by_type.items():
        for batch in batches(ids):
            references = ReferenceIndex.objects.filter(
                to_content_type=type_, to_object_id__in=list(map(str, batch))
            ).values_list("base_content_type_id", "object_id")
            for base_type, pk in references.distinct():
                yield base_type, int(pk)


def _site_types() -> set[int]:
    """Return the content types of what an editor sets once for all pages."""
    settings = (BaseSiteSetting, BaseGenericSetting)
    return {_content_type(model) for model in registry if issubclass(model, settings)}


def _content_type(model: type[Model]) -> int:
    return ContentType.objects.get_for_model(model).pk


def _ids(pages: Iterable[Page]) -> set[int]:
    return set(pages.order_by().values_list("pk", flat=True))  # type: ignore[attr-defined]
