"""Pages for some people only: where their password is asked for, and their files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache

from wagtail.models import Page, PageViewRestriction
from wagtail.views import authenticate_with_password

from cms.core.grants import LONGEST, grant_holder, granting
from cms.core.querysets import servable_now


if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

#: What such a page is called where it gives a right to files.
RESTRICTED_PAGE = "restricted-page"


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


def give_files_to_readers(serve: Callable[..., HttpResponse]) -> Callable[..., Any]:
    """Return `serve` with keys to the files of a page that is not for everybody.

    A hook of Wagtail's (`on_serve_page`). Who gets as far as this has given the
    password or is logged in as one of those for whom the page is.
    """

    def serve_with_keys(page: Page, *args: Any) -> HttpResponse:
        restrictions = page.get_view_restrictions()
        if not restrictions:
            return serve(page, *args)
        holder = f"{RESTRICTED_PAGE}:{page.pk}.{_fingerprint(restrictions)}"
        with granting(holder, timezone.now() + LONGEST):
            response: Any = serve(page, *args)
            # A template that is rendered later would name its files without keys.
            return response.render() if hasattr(response, "render") else response

    return serve_with_keys


@grant_holder(RESTRICTED_PAGE)
def is_restricted_as_before(key: str) -> bool:
    """Say whether a page still answers, and is for the same people as it was."""
    page_id, _dot, fingerprint = key.partition(".")
    page = servable_now(Page.objects.filter(pk=page_id)).first()
    return page is not None and fingerprint == _fingerprint(
        page.get_view_restrictions()
    )


def _fingerprint(restrictions: QuerySet) -> str:
    """Return what changes whenever other people than before may read a page.

    It stands in addresses and is no way to try passwords: it takes the secret key.
    """
    terms = [
        (
            restriction.pk,
            restriction.restriction_type,
            restriction.password,
            sorted(group.pk for group in restriction.groups.all()),
        )
        for restriction in restrictions.order_by("pk").prefetch_related("groups")
    ]
    return salted_hmac("cms.core.restricted", repr(terms)).hexdigest()
