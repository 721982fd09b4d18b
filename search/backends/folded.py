"""What both databases have in common: texts are folded on their way in.

An index holds the folded words of a text, one space between them, so that SQLite and
PostgreSQL take texts apart in the same way.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from wagtail.models import Page

from modelsearch.index import AutocompleteField, RelatedFields, SearchField
from modelsearch.query import And, Boost, Fuzzy, Not, Or, Phrase, PlainText, SearchQuery

from cms.core.folding import folded_words
from search.models import Word


if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model


class FoldedIndexMixin:
    """An index that stores folded words, and remembers those of pages for spelling."""

    def add_items(self, model: type[Model], objs: Iterable[Any]) -> None:
        """Put rows of a model into the index."""
        words: set[str] = set()
        super().add_items(model, [folded(row, words) for row in objs])  # type: ignore[misc]
        if issubclass(model, Page):
            Word.objects.remember(words)


def folded(row: Any, words: set[str]) -> Any:
    """Return a twin of `row` that gives its texts folded, and notes their words."""
    twin = copy(row)
    fields = [_folded_field(field, words) for field in row.get_search_fields()]
    twin.get_search_fields = lambda: fields
    return twin


def _folded_field(field: Any, words: set[str]) -> Any:
    twin = copy(field)
    if isinstance(field, RelatedFields):
        twin.fields = [_folded_field(each, words) for each in field.fields]
    elif isinstance(field, SearchField):
        twin.get_value = lambda row: _folded_value(field.get_value(row), words)
    elif isinstance(field, AutocompleteField):
        twin.get_value = lambda row: _folded_value(field.get_value(row), set())
    return twin


def _folded_value(value: Any, words: set[str]) -> Any:
    """Return a value with its texts folded; what Wagtail makes of others is folded too."""
    if isinstance(value, list):
        return [_folded_value(each, words) for each in value]
    if isinstance(value, dict):
        return [_folded_value(each, words) for each in value.values()]
    found = folded_words("" if value is None else str(value))
    words.update(found)
    return " ".join(found)


class FoldedSearchMixin:
    """A backend that folds what is searched for, also in the admin and in the API."""

    def _search(self, compiler: Any, query: Any, *args: Any, **options: Any) -> Any:
        # Wagtail finds nothing by an empty text, and asks no database.
        return super()._search(  # type: ignore[misc]
            compiler, folded_query(query), *args, **options
        )


def folded_query(query: SearchQuery | str) -> SearchQuery | str:
    """Return a query with its texts folded; an empty text if it holds no word."""
    if isinstance(query, str):
        return " ".join(folded_words(query))
    if isinstance(query, (PlainText, Phrase, Fuzzy)):
        twin = copy(query)
        twin.query_string = " ".join(folded_words(query.query_string))
        return twin if twin.query_string else ""
    if isinstance(query, (And, Or)):
        parts = [part for each in query.subqueries if (part := folded_query(each))]
        return type(query)(parts) if parts else ""
    if isinstance(query, (Not, Boost)):
        twin = copy(query)
        twin.subquery = folded_query(query.subquery)
        return twin if twin.subquery else ""
    return query
