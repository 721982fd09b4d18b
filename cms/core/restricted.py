"""Pages for some people only: where their password is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.views.decorators.cache import never_cache

from wagtail.models import Page, PageViewRestriction
from wagtail.views import authenticate_with_password

from cms.core.querysets import servable_now


if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@never_cache
def ask_for_password(
    request: HttpRequest, page_view_restriction_id: int, page_id: int
) -> HttpResponse:
    """Ask for the password of a page, or take it.

    Wagtail's own view answers for any restriction and any page, so that trying numbers
    would tell which drafts there are.

    Raises:
        Http404: No such restriction asks for a password on such a page.
    """
    pages = Page.objects.filter(pk=page_id, path__startswith=OuterRef("page__path"))
    restrictions = PageViewRestriction.objects.filter(
        Exists(servable_now(pages)),
        pk=page_view_restriction_id,
        restriction_type=PageViewRestriction.PASSWORD,
    )
    if not restrictions.exists():
        raise Http404
    return authenticate_with_password(request, page_view_restriction_id, page_id)
