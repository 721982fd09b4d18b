"""What a visitor may be typing: titles of pages, programmes, partners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict
from urllib.parse import urlencode

from django.apps import apps
from django.db import connection
from django.db.models import BigIntegerField, Case, Q, When
from django.db.models.functions import Cast, Length
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language

from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from modelsearch.conf import get_app_config
from modelsearch.utils import get_descendants_content_types_pks

from cms.core.urls import page_url
from cms.core.usage import in_use
from search.finding import public_here


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.http import HttpRequest

IndexEntry: Any = get_app_config().get_model("IndexEntry", require_ready=False)
MOST, MOST_OF_A_KIND = 8, 2
SHORTEST = 2  # letters; one alone begins too much
#: Snippets that visitors look for by name, with the filter of search that they fill.
NAMED = (("refugeeweek.Programme", "programme"), ("core.Partner", ""))
#: The folded title as plain text: PostgreSQL keeps it beside what it searches.
TITLE = "title_text" if connection.vendor == "postgresql" else "title"


class Suggestion(TypedDict):
    """One line below the search box."""

    kind: str
    title: str
    detail: str
    url: str


def suggestions_for(request: HttpRequest, words: Sequence[str]) -> list[Suggestion]:
    """Return at most eight things whose names hold words that begin like `words`.

    Costs four queries at most, of which none grows with the number of matches.
    """
    if sum(map(len, words)) < SHORTEST:
        return []
    named = [each for label, name in NAMED for each in _named(words, label, name)]
    pages = _pages(request, words, MOST - len(named))
    return [*pages, *named]


def _pages(request: HttpRequest, words: Sequence[str], most: int) -> list[Suggestion]:
    """Return pages by their titles: those that begin like this first, then the short."""
    holds = Q()
    for word in words:
        begins = Q(**{f"{TITLE}__startswith": word})
        holds &= begins | Q(**{f"{TITLE}__contains": f" {word}"})
    first = Q(**{f"{TITLE}__startswith": " ".join(words)})
    entries = (
        IndexEntry.objects.filter(
            holds, content_type__in=get_descendants_content_types_pks(Page)
        )
        .annotate(page=Cast("object_id", BigIntegerField()))
        .filter(page__in=public_here().values("pk"))
        .order_by(Case(When(first, then=0), default=1), Length(TITLE), "pk")
    )
    ids = list(entries.values_list("page", flat=True)[:most])
    found = Page.objects.select_related("locale").in_bulk(ids)
    return [
        Suggestion(
            kind="page",
            title=page.title,
            detail=capfirst(page.cached_content_type.model_class()._meta.verbose_name),
            url=page_url(page, request),
        )
        for page in (found[pk] for pk in ids if pk in found)
    ]


def _named(words: Sequence[str], label: str, name: str) -> Iterator[Suggestion]:
    """Yield snippets that a public page shows, by their names."""
    model: Any = apps.get_model(label)
    found = get_search_backend().autocomplete(" ".join(words), model).get_queryset()
    here = found.filter(locale__language_code=get_language())
    for row in in_use(here)[:MOST_OF_A_KIND]:
        query = {"q": row.name, **({name: row.slug} if name else {})}
        yield Suggestion(
            kind=model._meta.model_name,
            title=row.name,
            detail=capfirst(model._meta.verbose_name),
            url=f"{reverse('search')}?{urlencode(query)}",
        )
