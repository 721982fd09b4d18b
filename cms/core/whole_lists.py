"""Lists of the pages directly below one, as long as nothing narrows them.

They are what visitors ask for most, and differ in the page above and in the part that is
shown only: their SQL is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.db.models.functions import Length, Substr
from django.db.models.lookups import GreaterThan, LessThan
from django.utils import timezone

from wagtail.models import Page

from cms.core.facets import Counted, add_columns, counted
from cms.core.loading import load_relations, with_keys
from cms.core.prepared import Parameter, prepared
from cms.core.querysets import NOW, public_now
from cms.core.unchanged import while_unchanged


if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from cms.core.facets import Facet

PATH = Page._meta.get_field("path")


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
        """Return the same as `cms.core.facets.count`.

        Args:
            facets: Of each a page has one value, and their columns are the same at any
                time.
        """
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
def _count(model: type[Page], facets: tuple[Facet, ...], path: str) -> Counted:
    first, last = Page._get_children_path_interval(path)
    depth = len(path) // Page.steplen + 1
    groups = _groups(
        *(model, facets, depth), first=first, last=last, now=timezone.now()
    )
    return counted(facets, groups)


@prepared
def _groups(model: type[Page], facets: tuple[Facet, ...], depth: int) -> QuerySet:
    between = Parameter("first", PATH), Parameter("last", PATH)
    rows = model.objects.filter(path__range=between, depth=depth)
    groups = add_columns(facets, public_now(rows.order_by(), NOW))
    return groups.annotate(rows=Count("*"))


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
