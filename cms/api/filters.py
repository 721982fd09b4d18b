"""How a listing is narrowed down, searched and sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from wagtail.api.v2.utils import BadRequestError
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend
from wagtail.search.index import class_is_indexed

from rest_framework.filters import BaseFilterBackend

from cms.api.parameters import one_of, whole_number
from cms.core.folding import folded_words


if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from rest_framework.request import Request

LONGEST_SEARCH = 200  # characters
MOST_WORDS = 20
OPERATORS = ("and", "or")


class FieldsFilter(BaseFilterBackend):
    """`?year=2022`: what the endpoint's own filters leave."""

    def filter_queryset(
        self, request: Request, queryset: QuerySet, view: Any
    ) -> QuerySet:
        for each in view.get_filters(queryset.model):
            queryset = each.apply(queryset, request.GET)
        return queryset


class TreeFilter(BaseFilterBackend):
    """`?child_of=12` and its kin: pages by where they stand in the tree.

    `root` is the site's home page.
    """

    parameters = ("child_of", "ancestor_of", "descendant_of", "translation_of")

    def filter_queryset(
        self, request: Request, queryset: QuerySet, view: Any
    ) -> QuerySet:
        if "child_of" in request.GET and "descendant_of" in request.GET:
            raise BadRequestError("Give child_of or descendant_of, not both.")
        for name in self.parameters:
            if name in request.GET:
                page = self._page(name, request.GET[name], view)
                queryset = getattr(queryset, name)(page)
        return queryset

    def _page(self, name: str, value: str, view: Any) -> Page:
        if value == "root":
            return view.get_root_page()
        page = None
        if value.isdecimal():
            pages = view.get_base_queryset()
            page = pages.filter(pk=whole_number(value, name)).first()
        if page is None:
            raise BadRequestError(f"{name} must be root or the id of a public page.")
        return page


class LocaleFilter(BaseFilterBackend):
    """`?locale=ar`: rows in one language."""

    def filter_queryset(
        self, request: Request, queryset: QuerySet, view: Any
    ) -> QuerySet:
        if "locale" not in request.GET:
            return queryset
        locales = {locale.language_code: locale for locale in Locale.objects.all()}
        code = one_of(request.GET["locale"], "locale", locales)
        return queryset.filter(locale=locales[code])


class OrderingFilter(BaseFilterBackend):
    """`?order=-date,title`. Newest first by default; equal rows are told apart by id."""

    def filter_queryset(
        self, request: Request, queryset: QuerySet, view: Any
    ) -> QuerySet:
        order = request.GET.get("order")
        if not order:
            return view.newest_first(queryset)
        if order == "random":
            if "offset" in request.GET:
                raise BadRequestError("order=random goes without offset.")
            return queryset.order_by("?")
        allowed = view.get_order_fields(queryset.model)
        terms = order.split(",")
        for term in terms:
            if term.removeprefix("-") not in allowed:
                raise BadRequestError(
                    "order must be random or some of these, separated by commas, each "
                    f"with - before it for descending: {', '.join(sorted(allowed))}."
                )
        tiebreak = "-id" if terms[-1].startswith("-") else "id"
        return queryset.order_by(*dict.fromkeys([*terms, tiebreak]))


class SearchFilter(BaseFilterBackend):
    """`?search=choir london&search_operator=and`: rows whose text holds the words.

    Most relevant first, unless `order` says otherwise.
    """

    def filter_queryset(
        self, request: Request, queryset: QuerySet, view: Any
    ) -> QuerySet:
        found = find_words(request, queryset.model)
        if found is None:
            return queryset
        if found.query.is_empty():
            return queryset.none()
        # The words first: the rest is asked of those rows alone that hold them.
        rows = queryset.filter(pk__in=found.order_by().values("pk"))
        if "order" in request.GET:
            return rows
        return found.filter(pk__in=rows.order_by().values("pk"))


def find_words(request: Request, model: type[Model]) -> QuerySet | None:
    """Return the rows of `model` that the index finds, the most relevant first.

    All of it is searched and the rest left to the database: while it searches, Wagtail
    filters and sorts by a few fields only.

    Args:
        request: Says what to search for; if it does not, the answer is None.
        model: What is searched. Nothing is found in what has no index.

    Raises:
        BadRequestError: The request says it wrongly, or there is no search here.
    """
    operator = one_of(
        request.GET.get("search_operator", "or"), "search_operator", OPERATORS
    )
    if "search" not in request.GET:
        return None
    if not getattr(settings, "WAGTAILAPI_SEARCH_ENABLED", True):
        raise BadRequestError("search is disabled.")
    # Signs alone are folded to nothing.
    words = [word for word in read_words(request.GET["search"]) if folded_words(word)]
    rows = model._default_manager.all()
    if not words or not class_is_indexed(model):
        return rows.none()
    text = " ".join(words)
    return get_search_backend().search(text, rows, operator=operator).get_queryset()


def read_words(text: str) -> list[str]:
    """Return the words to search for.

    Quotation marks are dropped: SQLite's search takes a lone one for a broken query.

    Raises:
        BadRequestError: There are more than anybody would type.
    """
    words = text.replace('"', " ").split()
    if len(text) > LONGEST_SEARCH or len(words) > MOST_WORDS:
        raise BadRequestError(
            f"search must hold at most {MOST_WORDS} words and {LONGEST_SEARCH} "
            "characters."
        )
    return words
