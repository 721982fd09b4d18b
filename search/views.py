"""The search page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from wagtail.models import Page

from cms.core.pagination import paginate
from cms.core.querysets import public_pages
from search.extracts import extract, highlight, load_bodies
from search.forms import SearchForm, page_type_choices, words_of


if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString

RESULTS_ON_A_PAGE = 12


class Result(NamedTuple):
    """A page that was found."""

    page: Page
    title: SafeString
    extract: SafeString


class Facet(NamedTuple):
    """A page type among the results."""

    value: str
    label: str
    number: int


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the public pages in the address's language that hold all the words.

    Raises:
        Http404: There is no such page type or no such page of results.
    """
    form = SearchForm(request.GET)
    if not form.is_valid():
        raise Http404("There is no such type of page.")
    query, type_ = form.cleaned_data["q"], form.cleaned_data["type"]
    words = words_of(query)
    found = find(words)
    facets = facets_of(found) if words else []
    listing = paginate(
        request, find(words, type_) if type_ else found, RESULTS_ON_A_PAGE
    )
    return render(
        request,
        "search/search.html",
        {
            "form": form,
            "query": query,
            "type": type_,
            "total": sum(facet.number for facet in facets),
            "facets": facets,
            "listing": listing,
            "results": present(list(listing), words),
        },
    )


def find(words: list[str], type_: str = "") -> Any:
    """Return the search results, best first; none where there are no words."""
    if not words:
        return Page.objects.none()
    pages = public_pages().filter(locale__language_code=get_language())
    if type_:
        app_label, model = type_.lower().split(".")
        content_type = ContentType.objects.get_by_natural_key(app_label, model)
        pages = pages.filter(content_type=content_type)
    # The backend filters by indexed fields only, so visibility is a subquery.
    return Page.objects.filter(pk__in=pages.values("pk")).search(
        " ".join(words), operator="and"
    )


def facets_of(found: Any) -> list[Facet]:
    """Return the page types among the results, the most frequent first."""
    labels = dict(page_type_choices())
    counts = found.facet("content_type_id").items()
    types = ContentType.objects.get_for_id
    return [
        Facet(name, labels[name], number)
        for pk, number in counts
        if (model := types(pk).model_class()) and (name := model._meta.label) in labels
    ]


def present(pages: list[Page], words: list[str]) -> list[Result]:
    """Return the results as they are shown, in the order of `pages`."""
    ids = [page.pk for page in pages]
    rows = public_pages().filter(pk__in=ids).select_related("locale").specific()
    specific = {page.pk: page for page in rows}
    load_bodies(specific.values())
    return [
        Result(page, highlight(page.title, words), extract(page, words))
        for page in (specific[pk] for pk in ids if pk in specific)
    ]
