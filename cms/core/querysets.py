"""Which pages are public now, and how a set of them is loaded to be shown.

Every reader (pages, API, search, feeds, links) asks `public_now`, or `is_public_now`
about a single page; nobody else decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db.models import DateTimeField, Exists, F, OuterRef, TextField, Value
from django.db.models.functions import Coalesce, Length, Substr
from django.utils import timezone

from wagtail.models import (
    CollectionViewRestriction,
    Locale,
    Page,
    PageManager,
    get_page_models,
)
from wagtail.query import PageQuerySet

from cms.core.loading import load_relations, with_keys
from cms.core.prepared import Keys, Parameter, prepared
from cms.core.public_rule import PublicAt


if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from cms.core.public_rule import Moment

#: In prepared queries, the moment at which they are asked: `now=timezone.now()`.
NOW = Parameter("now", DateTimeField())

HOME_PAGE_DEPTH = 2  # above is only the root of Wagtail's tree, which nobody sees


def public_now(pages: PageQuerySet, now: Moment | None = None) -> PageQuerySet:
    """Return those of `pages` that an anonymous visitor may see at this moment.

    They are live, past their go-live time and before their expiry, stand in the tree
    of a site in that tree's language, and neither they nor a page above have a view
    restriction. An alias is public only while the page that it repeats is public, too.

    All of it is one condition in SQL and costs no query of its own. A query that is
    prepared (`cms.core.prepared`) gives `NOW` for the moment.
    """
    return pages.filter(PublicAt(now or timezone.now()))


def servable_now(pages: PageQuerySet, now: Moment | None = None) -> PageQuerySet:
    """Return those of `pages` whose address answers: public ones and restricted ones.

    Visitors of a restricted page are asked for the password or to log in.
    """
    return pages.filter(PublicAt(now or timezone.now(), restricted=True))


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


def knowing_if_public(pages: PageQuerySet, now: Moment | None = None) -> PageQuerySet:
    """Return `pages` as plain rows that say `is_public` of themselves.

    For what has to be loaded anyway. Nobody is shown one that is not.
    """
    pages = pages.order_by().select_related("locale")
    return pages.annotate(is_public=PublicAt(now or timezone.now()))


def introductions(ids: Iterable[int]) -> dict[int, str]:
    """Return the introductions of the pages with these ids, whatever their types.

    Costs one query. A page of a type that has none is left out.
    """
    return {pk: text for pk, text in _introductions(ids=ids) if text}


@prepared
def _introductions() -> QuerySet:
    columns = [
        f"{model._meta.model_name}__introduction"
        for model in get_page_models()
        if any(field.name == "introduction" for field in model._meta.local_fields)
    ]
    rows = Page.objects.filter(pk__any_of=Keys("ids", Page._meta.pk)).order_by()
    return rows.values_list("pk", Coalesce(*columns, Value("", TextField())))


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

    def in_language(self, code: str) -> Self:
        """Return the pages in a language, for the first few of a long order.

        Joined with its language, a database would take all of its pages and sort them.
        """
        return self.filter(locale__in=Locale.objects.filter(language_code=code))

    def cards(self) -> list[Any]:
        """Return the pages with what a card shows; bodies stay in the database."""
        relations = self.model.get_card_relations()
        rows = list(with_keys(self.defer_streamfields(), ["locale", *relations]))
        load_relations(rows, relations)
        return rows


BasePageManager = PageManager.from_queryset(BasePageQuerySet)
