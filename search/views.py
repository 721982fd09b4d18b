"""The search page, and what it suggests while somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Q
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from cms.core.filtering import narrow, single
from cms.core.pagination import paginate
from cms.core.querysets import HOME_PAGE_DEPTH
from search.extracts import PageText, extract, highlight, load_texts
from search.facets import SEARCH_FILTERS
from search.finding import find, find_by, public_here
from search.forms import SearchForm, words_of
from search.hits import count_search
from search.promotions import promoted
from search.spelling import DISTANCES, meant, near_words, query_of, words_in
from search.suggestions import suggestions_for


if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString

    from wagtail.models import Page

RESULTS_ON_A_PAGE = 12
MOST_NEAREST, MOST_LATEST, MOST_SECTIONS = 6, 4, 8


class Result(NamedTuple):
    """A page that was found."""

    page: Page
    kind: str
    title: SafeString
    extract: SafeString


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the public pages in the address's language that hold all the words.

    Raises:
        Http404: A parameter is malformed, or there is no such page of results.
    """
    single(request, "q")
    form = SearchForm(request.GET)
    form.is_valid()  # whatever is typed: the field makes a line of text of it
    query = form.cleaned_data["q"]
    words = words_of(query)
    context = {"form": form, "query": query}
    if words:
        context |= _found(request, query, words)
    if not context.get("results"):
        context |= _ways_on()
    return render(request, "search/search.html", context)


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Answer with what visitors may be typing.

    `{"suggestions": [{"kind", "title", "detail", "url"}]}`, at most eight: `kind` is
    page, programme or partner, `detail` says which kind of page it is, in the language
    of the address, and `url` is a path.
    """
    query = SearchForm(request.GET)
    query.is_valid()
    words = words_of(query.cleaned_data["q"])
    answer = JsonResponse({"suggestions": suggestions_for(request, words)})
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _found(request: HttpRequest, query: str, words: list[str]) -> dict[str, Any]:
    """Return what was found for the words, or else what is near to them."""
    filters = narrow(request, find(words), SEARCH_FILTERS, {"q": query}, is_open=True)
    rows = filters.rows.select_related("locale")
    listing = paginate(request, rows, RESULTS_ON_A_PAGE, count=filters.number)
    found: dict[str, Any] = {"filters": filters, "listing": listing}
    if filters.chosen or listing.number > 1:
        return {**found, "results": _present(list(listing), words)}
    count_search(query, words)
    found["promoted"] = promoted(query, words)
    found["results"] = _present(list(listing), words)
    return found if found["results"] else {**found, **_nearest(words)}


def _nearest(words: Sequence[str]) -> dict[str, Any]:
    """Return pages with words that are near to those that nothing holds."""
    near = near_words(words)
    pages: list[Page] = []
    for distance in DISTANCES if near else ():
        rows = find_by(query_of(near, distance)).select_related("locale")
        if pages := list(rows[:MOST_NEAREST]):
            break
    if not pages:
        return {}
    texts = load_texts(page.pk for page in pages)
    best = texts[pages[0].pk]
    held = words_in(f"{pages[0].title} {best.introduction} {best.body_text}")
    corrected = meant(near, held)
    shown = [each.text for choices in near.values() for each in choices]
    return {
        "nearest": _presented(pages, texts, shown),
        "did_you_mean": " ".join(corrected) if corrected != list(near) else "",
    }


def _present(pages: list[Page], words: Sequence[str]) -> list[Result]:
    return _presented(pages, load_texts(page.pk for page in pages), words)


def _presented(
    pages: list[Page], texts: dict[int, PageText], words: Sequence[str]
) -> list[Result]:
    """Return pages as they are shown, in their order."""
    return [
        Result(
            page,
            capfirst(page.cached_content_type.model_class()._meta.verbose_name),
            highlight(page.title, words),
            extract(texts[page.pk], words),
        )
        for page in pages
        if page.pk in texts  # else it is gone since
    ]


def _ways_on() -> dict[str, Any]:
    """Return what helps those who found nothing: sections, and what came out last."""
    pages = public_here().select_related("locale")
    dated = Q(eventstorypage__isnull=False) | Q(pressreleasepage__isnull=False)
    return {
        "sections": pages.filter(depth=HOME_PAGE_DEPTH + 1)[:MOST_SECTIONS],
        "latest": pages.filter(dated).order_by("-first_published_at", "-pk")[
            :MOST_LATEST
        ],
    }
