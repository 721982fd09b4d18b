"""Listings that nothing narrows, and single pages: most of what partners ask for.

They differ in their page type, order and part only, so that their SQL can be kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Func, IntegerField, Q, Value
from django.db.models.functions import Substr
from django.db.models.lookups import Exact
from django.utils import timezone

from wagtail.models import Page, get_page_models

from cms.core.loading import with_keys
from cms.core.prepared import Keys, Parameter, prepared
from cms.core.querysets import NOW, public_now
from cms.core.references import LARGEST_KEY
from cms.core.routing import of_own_type


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
        self.relations, self.has_bodies = relations, has_bodies

    def count(self) -> int:
        """Return how many there are.

        They are counted by the table of all pages, which takes half as long as with the
        table of their type.
        """
        types = _types(self.model)
        return _number(bool(types), self.homes, types=types, now=timezone.now())[0]

    def __getitem__(self, part: slice) -> list[Any]:
        return _rows(
            self.view,
            self.model,
            self.homes,
            self.relations,
            self.has_bodies,
            part=part,
            now=timezone.now(),
        )


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

    Not with `LIKE`: SQLite would plan the query anew each time that it is asked.
    """
    condition = Q(pk__in=[])
    for path in homes:
        condition |= Q(Exact(Substr("path", 1, len(path)), Value(path)))
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
    pages: Any = public_now(model.objects.filter(below(homes)), NOW)
    pages = view.newest_first(pages.filter(alias_of__isnull=True))
    if not has_bodies:
        pages = pages.defer_streamfields()
    return with_keys(pages, relations)
