"""Which public pages hold all the words of a query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

from wagtail.models import Page

from modelsearch.query import PlainText

from cms.core.querysets import public_pages


if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from modelsearch.query import SearchQuery


def public_here() -> QuerySet:
    """Return the public pages in the language of the address."""
    return public_pages().filter(locale__language_code=get_language())


def find(words: Sequence[str]) -> Any:
    """Return the pages that hold all of the folded words, best first."""
    return find_by(PlainText(" ".join(words), operator="and"))


def find_by(query: SearchQuery) -> Any:
    """Return the pages that a query finds, best first, as a queryset."""
    # The backend filters by indexed fields only, so visibility is a subquery.
    pages = Page.objects.filter(pk__in=public_here().values("pk"))
    return pages.search(query).get_queryset()
