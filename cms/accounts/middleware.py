"""Nobody is signed in before all steps are done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from cms.accounts.rights import is_fully_signed_in
from cms.accounts.sessions import has_ended


if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

LOGIN_VIEWS = ("wagtailadmin_login", "wagtailcore_login")


class SecondStepMiddleware:
    """Makes all of the site see a visitor where only a password was given.

    Views that ask for the second step find the user as `request.half_signed_in`. No
    other view needs to know: to the admin, its API, previews, documents and restricted
    pages, `request.user` is nobody yet. Stands after `OTPMiddleware`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Looked at only when somebody asks, so pages for visitors need no session.
        found = SimpleLazyObject(partial(self._find, request, request.user))
        request.user = SimpleLazyObject(lambda: found[0])  # type: ignore[assignment]
        request.half_signed_in = SimpleLazyObject(  # type: ignore[attr-defined]
            lambda: found[1]
        )
        return self.get_response(request)

    def _find(self, request: HttpRequest, user: Any) -> tuple[Any, Any]:
        """Return who is signed in, and who has a step to do; one or both is nobody."""
        nobody = AnonymousUser()
        if not user.is_authenticated:
            return nobody, nobody
        if has_ended(request):
            request.session.flush()  # `logout` would ask who the user is: us
            return nobody, nobody
        return (user, nobody) if is_fully_signed_in(user) else (nobody, user)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Lead from the form for the password to the one for the second step."""
        match = request.resolver_match
        if not match or match.url_name not in LOGIN_VIEWS or request.method != "GET":
            return None
        if not request.half_signed_in.is_authenticated:  # type: ignore[attr-defined]
            return None
        query = urlencode({"next": request.GET.get("next", "")})
        return redirect(f"{reverse('accounts:second_step')}?{query}")
