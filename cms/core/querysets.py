"""Which pages are public now, and how a set of them is loaded to be shown.

Every reader (pages, API, search, feeds, links) asks `public_now`, or `is_public_now`
about a single page; nobody else decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Length, Substr
from django.utils import timezone

from wagtail.models import CollectionViewRestriction, Page, PageManager
from wagtail.query import PageQuerySet

from cms.core.public_rule import PublicAt


if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

HOME_PAGE_DEPTH = 2  # above is only the root of Wagtail's tree, which nobody sees


def public_now(pages: PageQuerySet) -> PageQuerySet:
    """Return those of `pages` that an anonymous visitor may see at this moment.

    They are live, past their go-live time and before their expiry, stand in the tree
    of a site in that tree's language, and neither they nor a page above have a view
    restriction. An alias is public only while the page that it repeats is public, too.

    All of it is one condition in SQL and costs no query of its own.
    """
    return pages.filter(PublicAt(timezone.now()))


def servable_now(pages: PageQuerySet) -> PageQuerySet:
    """Return those of `pages` whose address answers: public ones and restricted ones.

    Visitors of a restricted page are asked for the password or to log in.
    """
    return pages.filter(PublicAt(timezone.now(), restricted=True))


def public_from_later(pages: PageQuerySet) -> PageQuerySet:
    """Return those of `pages` that become public by the clock alone, each at its time.

    They are live with a go-live time ahead. Aliases are left out: the times of several
    pages decide about them.
    """
    ahead = pages.filter(go_live_at__gt=timezone.now(), alias_of__isnull=True)
    return ahead.filter(PublicAt(F("go_live_at")))


def public_pages() -> PageQuerySet:
    """Return all public pages, of every type, as plain `Page` rows."""
    return public_now(Page.objects.all())


def is_public_now(page: Page) -> bool:
    """Say whether visitors can see `page` at this moment.

    What is stored counts, not what an editor has changed in `page` since.
    """
    return public_pages().filter(pk=page.pk).exists()


def specific_public_pages(ids: Iterable[int]) -> dict[int, Page]:
    """Return the public pages among `ids`, each of its own type, by id.

    Costs one query per page type, whatever the number of ids; bodies are left out.
    """
    pages = public_pages().filter(pk__in=set(ids)).select_related("locale")
    return {page.pk: page for page in pages.defer_streamfields().specific()}


def plain_public_pages(ids: Iterable[int]) -> dict[int, Page]:
    """Return the public pages among `ids` as plain `Page` rows, by id."""
    pages = public_pages().filter(pk__in=set(ids)).select_related("locale")
    return {page.pk: page for page in pages}


def knowing_if_public(ids: Iterable[int]) -> PageQuerySet:
    """Return the pages with these ids as plain rows that say `is_public` of themselves.

    For what has to be loaded anyway. Nobody is shown one that is not.
    """
    pages = Page.objects.filter(pk__in=set(ids)).select_related("locale")
    return pages.annotate(is_public=PublicAt(timezone.now()))


def public_pages_at(paths: Iterable[str]) -> dict[str, Page]:
    """Return the public pages at these places of the tree, by path, as plain rows."""
    pages = public_pages().filter(path__in=set(paths)).select_related("locale")
    return {page.path: page for page in pages}


def public_pages_above(page: Page) -> list[Page]:
    """Return the public pages above `page`, from the home page down.

    A draft that stands nowhere yet has none.
    """
    if not page.path:
        return []
    ancestors = page.get_ancestors().filter(depth__gte=HOME_PAGE_DEPTH)
    return list(public_now(ancestors).select_related("locale"))


def public_translations(page: Page) -> list[Page]:
    """Return `page` in its other languages, as far as they are public."""
    if not page.pk:
        return []
    return list(public_now(page.get_translations()).select_related("locale"))


def without_private_files(rows: QuerySet) -> QuerySet:
    """Return those of `rows` that lie in no collection with a view restriction."""
    return rows.filter(~_in_private_collection())


def knowing_if_private(rows: QuerySet) -> QuerySet:
    """Return `rows`, each of which says `is_private` of itself."""
    return rows.annotate(is_private=_in_private_collection())


def _in_private_collection() -> Exists:
    path = Substr(OuterRef("collection__path"), 1, Length("collection__path"))
    return Exists(CollectionViewRestriction.objects.filter(collection__path=path))


class BasePageQuerySet(PageQuerySet):
    """Pages of one type."""

    def public_now(self) -> Self:
        return public_now(self)

    def with_relations(self) -> Self:
        """Load what a card or a detail page shows in a fixed number of queries."""
        return self.select_related("locale").prefetch_related(
            *self.model.get_display_relations()
        )


BasePageManager = PageManager.from_queryset(BasePageQuerySet)
