"""Listings in pages that can be linked to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404


if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

    from cms.core.querysets import BasePageQuerySet
    from cms.core.whole_lists import WholeList

PAGE_PARAMETER = "page"
MOST_DIGITS = 6  # a longer number is nobody's page, and may not fit a database


def paginate_cards(
    request: HttpRequest,
    rows: BasePageQuerySet,
    per_page: int,
    *,
    count: int | None = None,
) -> Page:
    """Return the same as `paginate`, each row with what its card shows.

    Args:
        request: The request.
        rows: What is listed.
        per_page: How many rows a page has.
        count: How many rows there are; they are counted if the caller has not.

    Raises:
        Http404: There is no such page.
    """
    page: Any = paginate(request, rows, per_page, count=count)
    page.object_list = page.object_list.cards()
    return page


def paginate(
    request: HttpRequest,
    rows: QuerySet | WholeList,
    per_page: int,
    *,
    count: int | None = None,
) -> Page:
    """Return the page of `rows` that `?page=` asks for; the first by default.

    They are counted unless the caller has done that.

    Raises:
        Http404: There is no such page.
    """
    numbers = request.GET.getlist(PAGE_PARAMETER) or ["1"]
    if len(numbers) > 1:
        raise Http404("There is no such page.")
    number = numbers[0]
    if not number.isascii() or not number.isdecimal() or len(number) > MOST_DIGITS:
        raise Http404("There is no such page.")
    listed: Any = rows
    paginator: Any = Paginator(listed, per_page)
    if count is not None:
        paginator.count = count
    try:
        return paginator.page(number)
    except InvalidPage as error:
        raise Http404("There is no such page.") from error
