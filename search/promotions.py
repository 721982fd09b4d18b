"""What editors have put on top for a query."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page
from wagtail.search.utils import normalise_query_string

from search.finding import public_here


if TYPE_CHECKING:
    from collections.abc import Sequence


class Promotion(NamedTuple):
    """A page of ours, or an address elsewhere."""

    page: Page | None
    url: str
    title: str
    description: str


def promoted(query: str, words: Sequence[str]) -> list[Promotion]:
    """Return what stands on top of the results: public pages in this language, links.

    Args:
        query: As it was typed.
        words: Its words, folded: an editor need not think of accents and capitals.
    """
    queries = {normalise_query_string(query), " ".join(words)}
    shown = Q(page__in=public_here().values("pk"))
    elsewhere = Q(page__isnull=True) & ~Q(external_link_url="")
    rows = SearchPromotion.objects.filter(query__query_string__in=queries)
    found = rows.filter(shown | elsewhere).select_related("page__locale")
    return [
        Promotion(
            row.page, row.external_link_url, str(row.title or row.link), row.description
        )
        for row in found.order_by("query", "sort_order", "pk")
    ]
