"""Lists of the pages directly below one, as long as nothing narrows them.

They are what visitors ask for most, and differ in the page above and in the part that is
shown only: their SQL is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models.functions import Length, Substr
from django.db.models.lookups import GreaterThan, LessThan
from django.utils import timezone

from wagtail.models import Page

from cms.core.facets import Counted, count
from cms.core.filtering import narrow
from cms.core.loading import load_relations, with_keys
from cms.core.pagination import paginate, paginate_cards
from cms.core.prepared import Parameter, prepared
from cms.core.querysets import NOW, public_now
from cms.core.unchanged import while_unchanged


if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.paginator import Page as PageOfRows
    from django.db.models import QuerySet
    from django.http import HttpRequest

    from cms.core.facets import Facet
    from cms.core.filtering import ListFilter, Narrowed

PATH = Page._meta.get_field("path")


def list_below(
    request: HttpRequest,
    parent: Page,
    model: type[Page],
    order: str,
    filters: Sequence[ListFilter],
    per_page: int,
) -> tuple[Narrowed, PageOfRows]:
    """Return the list of pages below one as the address asks for it, as cards.

    Args:
        request: The request.
        parent: The page above.
        model: The type of the pages, whose manager is that of `BasePageQuerySet`.
        order: The method of the query set that puts them in order.
        filters: What the list can be narrowed down by.
        per_page: How many cards a page has.

    Returns:
        The list with what else can be chosen, and the page of it.

    Raises:
        Http404: There is no such page, or nothing has what is chosen.
    """
    whole = WholeList(model, parent, order)
    rows: Any = model.objects.public_now().child_of(parent)
    found = narrow(request, rows, filters, count_whole=whole.count)
    if found.chosen:
        rows = getattr(found.rows, order)()
        return found, paginate_cards(request, rows, per_page, count=found.number)
    return found, paginate(request, whole, per_page, count=found.number)


class WholeList:
    """The public pages of one type directly below a page: what a paginator asks of it.

    Args:
        model: The type, whose manager is that of `BasePageQuerySet`.
        parent: The page above.
        order: The method of the query set that puts them in order.
    """

    def __init__(self, model: type[Page], parent: Page, order: str) -> None:
        self._model, self._parent, self._order = model, parent, order

    def count(self, facets: Sequence[Facet]) -> Counted:
        """Return the same as `cms.core.facets.count`; it is kept until that changes."""
        return _count(self._model, tuple(facets), self._parent.path)

    def __getitem__(self, part: slice) -> list[Any]:
        """Return the pages with what a card shows, as `cards` does."""
        relations = tuple(self._model.get_card_relations())
        rows = _rows(
            *(self._model, self._order, relations),
            part=part,
            path=self._parent.path,
            now=timezone.now(),
        )
        load_relations(rows, relations)
        return rows


@while_unchanged
def _count(model: type[Page], facets: tuple[Facet, ...], parent_path: str) -> Counted:
    first, last = Page._get_children_path_interval(parent_path)
    depth = len(parent_path) // Page.steplen + 1
    rows = model.objects.filter(path__range=(first, last), depth=depth)
    return count(facets, public_now(rows))


@prepared
def _rows(model: type[Page], order: str, relations: tuple[str, ...]) -> QuerySet:
    """Ask in a way that keeps a database from looking up all rows to sort them.

    By an index on the paths, or an equation that promises few rows, it would. Said like
    this, it goes through the list's order and stops at the last row that is shown.
    """
    above = Substr("path", 1, Length("path") - Page.steplen)
    parent = Parameter("path", PATH)
    rows: Any = public_now(model.objects.all(), NOW)
    rows = rows.exclude(LessThan(above, parent)).exclude(GreaterThan(above, parent))
    return with_keys(
        getattr(rows.defer_streamfields(), order)(), ("locale", *relations)
    )
