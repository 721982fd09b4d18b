"""The first few pages of a type in one language, as cards: what the home page shows.

Of many pages few are shown, and putting their SQL together would take longer than all
else: it is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from wagtail.models import Locale

from cms.core.loading import load_relations, with_keys
from cms.core.prepared import Parameter, prepared
from cms.core.querysets import NOW, public_now


if TYPE_CHECKING:
    from django.db.models import QuerySet

    from wagtail.models import Page

LANGUAGE = Parameter("language", Locale._meta.get_field("language_code"))


def first_few(
    model: type[Page], order: str, language: str, number: int, **given: Any
) -> list[Any]:
    """Return the first public pages in an order, with what a card shows.

    Args:
        model: Their type, whose manager is that of `BasePageQuerySet`.
        order: The method of the query set that puts them in order.
        language: The code of their language.
        number: How many there are at most.
        given: The values of parameters that the order has.
    """
    relations = tuple(model.get_card_relations())
    asked = model, order, number, relations
    rows = _rows(*asked, language=language, now=timezone.now(), **given)
    load_relations(rows, relations)
    return rows


@prepared
def _rows(
    model: type[Page], order: str, number: int, relations: tuple[str, ...]
) -> QuerySet:
    """Ask for the keys first: all pages are sorted, but not with what cards show."""
    pages: Any = public_now(model.objects.all(), NOW)
    keys = getattr(pages.in_language(LANGUAGE), order)().values("pk")[:number]
    rows: Any = model.objects.filter(pk__in=keys)
    # Without an end SQLite goes through all pages in this order to find the few.
    rows = getattr(rows.defer_streamfields(), order)()[:number]
    return with_keys(rows, ("locale", *relations))
