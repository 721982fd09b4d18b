"""Listings in pages that can be linked to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404


if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

PAGE_PARAMETER = "page"
MOST_DIGITS = 6  # a longer number is nobody's page, and may not fit a database


def paginate(request: HttpRequest, rows: QuerySet, per_page: int) -> Page:
    """Return the page of `rows` that `?page=` asks for; the first by default.

    Raises:
        Http404: There is no such page.
    """
    number = request.GET.get(PAGE_PARAMETER, "1")
    if not number.isascii() or not number.isdecimal() or len(number) > MOST_DIGITS:
        raise Http404("There is no such page.")
    try:
        return Paginator(rows, per_page).page(number)
    except InvalidPage as error:
        raise Http404("There is no such page.") from error
