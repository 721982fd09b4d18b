"""Listings that nothing narrows, and single pages: most of what partners ask for.

They differ in their page type, order and part only, so that their SQL can be kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Func, IntegerField, Q, Value
from django.db.models.functions import Substr
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual
from django.utils import timezone
from django.utils.functional import cached_property

from wagtail.models import Page, get_page_models

from cms.core.loading import with_keys
from cms.core.prepared import Keys, Parameter, prepared
from cms.core.querysets import NOW, public_now
from cms.core.references import LARGEST_KEY
from cms.core.routing import of_own_type
from cms.core.unchanged import while_unchanged


if TYPE_CHECKING:
    from django.db.models import QuerySet


class PlainListing:
    """The pages of one type below the home pages of a site: what a paginator asks of it.

    Args:
        view: The class of the endpoint, which knows the order.
        model: The type of the pages.
        homes: Where the home pages stand in the tree.
        relations: What the pages come joined with.
        has_bodies: Whether bodies are loaded.
    """

    def __init__(
        self,
        view: Any,
        model: type[Page],
        homes: tuple[str, ...],
        relations: tuple[str, ...],
        has_bodies: bool,
    ) -> None:
        self.view, self.model, self.homes = view, model, homes
        self.loaded = relations, has_bodies

    def count(self) -> int:
        """Return how many there are.

        They are counted by the table of all pages, which takes half as long as with the
        table of their type.
        """
        return _count(self.model, self.homes)

    def __getitem__(self, part: slice) -> list[Any]:
        return _rows(
            *(self.view, self.model, self.homes, *self.loaded),
            part=part,
            now=timezone.now(),
        )


class PlainSearch(PlainListing):
    """Those of them that a search has found.

    The index is asked first and alone: together with the rule it takes PostgreSQL ten
    times as long to plan what to do as to do it.

    Args:
        found: All that it finds, the most relevant first, public or not.
        listing: What the other arguments are.
    """

    def __init__(self, found: QuerySet, *listing: Any) -> None:
        super().__init__(*listing)
        self._found = found

    def count(self) -> int:
        return len(self._keys)

    def __getitem__(self, part: slice) -> list[Any]:
        keys = self._keys[part]
        rows = {row.pk: row for row in self._public(*self.loaded, keys=keys)}
        return [rows[key] for key in keys if key in rows]

    @cached_property
    def _keys(self) -> list[int]:
        found = list(self._found.values_list("pk", flat=True))
        public = {key for (key,) in self._public(keys=found)}
        return [key for key in found if key in public]

    def _public(self, *loaded: Any, keys: list[int]) -> list[Any]:
        if not keys:
            return []
        asked = self.model, self.homes, *loaded
        return _with_keys(*asked, keys=keys, now=timezone.now())


def plain_page(model: type[Page], homes: tuple[str, ...], key: int) -> Page | None:
    """Return the public page with this key, as the type that it is; None without one.

    Args:
        model: A type that it has to be of.
        homes: Where the home pages stand in the tree.
        key: Its id.
    """
    if key > LARGEST_KEY:  # no database can be asked for it
        return None
    rows = _page(model, homes, key=key, now=timezone.now())
    if not rows or model is not Page:
        return rows[0] if rows else None
    page = of_own_type(rows[0])
    if page:
        page.locale = rows[0].locale
    return page


def below(homes: tuple[str, ...]) -> Q:
    """Return the condition that a page stands below one of `homes`, or is one.

    Not with `LIKE`: SQLite would plan the query anew each time that it is asked. Nor as
    an equation: PostgreSQL would expect few rows, and sort all that there are.
    """
    condition = Q(pk__in=[])
    for path in homes:
        start, home = Substr("path", 1, len(path)), Value(path)
        condition |= Q(GreaterThanOrEqual(start, home), LessThanOrEqual(start, home))
    return condition


@prepared
def _page(model: type[Page], homes: tuple[str, ...]) -> QuerySet:
    rows: Any = model.objects.filter(below(homes), pk=Parameter("key", Page._meta.pk))
    return public_now(rows, NOW).order_by().select_related("locale")


def _types(model: type[Page]) -> list[int]:
    """Return how the table of all pages tells those of a type; empty for all of them."""
    models = [m for m in get_page_models() if issubclass(m, model)]
    found = ContentType.objects.get_for_models(*models).values()
    return [] if model is Page else [type_.pk for type_ in found]


@while_unchanged
def _count(model: type[Page], homes: tuple[str, ...]) -> int:
    types = _types(model)
    return _number(bool(types), homes, types=types, now=timezone.now())[0]


@prepared
def _number(by_type: bool, homes: tuple[str, ...]) -> QuerySet:
    pages = Page.objects.filter(below(homes), alias_of__isnull=True)
    if by_type:
        pages = pages.filter(content_type__any_of=Keys("types", ContentType._meta.pk))
    number = Func(template="COUNT(*)", output_field=IntegerField())
    return public_now(pages, NOW).order_by().values_list(number, flat=True)


@prepared
def _rows(
    view: Any,
    model: type[Page],
    homes: tuple[str, ...],
    relations: tuple[str, ...],
    has_bodies: bool,
) -> QuerySet:
    return _loading(view.newest_first(_listed(model, homes)), relations, has_bodies)


@prepared
def _with_keys(model: type[Page], homes: tuple[str, ...], *loaded: Any) -> QuerySet:
    """Ask for some of the pages; for their keys alone if nothing is to be loaded."""
    pages = _listed(model, homes).order_by()
    pages = pages.filter(pk__any_of=Keys("keys", Page._meta.pk))
    return _loading(pages, *loaded) if loaded else pages.values_list("pk")


def _listed(model: type[Page], homes: tuple[str, ...]) -> Any:
    pages = model.objects.filter(below(homes), alias_of__isnull=True)
    return public_now(pages, NOW)


def _loading(pages: Any, relations: tuple[str, ...], has_bodies: bool) -> QuerySet:
    if not has_bodies:
        pages = pages.defer_streamfields()
    return with_keys(pages, relations)
