"""Guessing passwords is slow: django-axes counts the failures, in the database.

They count for a name and an address together, so nobody is locked out by what somebody
does elsewhere, and whether or not anybody has the name. An address that fails with many
names is locked as a whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from axes.attempts import get_cool_off_threshold
from axes.backends import AxesStandaloneBackend
from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt


if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class LockoutBackend(AxesStandaloneBackend):
    """Refuses to look at the password of a name that is locked for an address."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> AbstractBaseUser | None:
        """Pass on what comes without a request: our own code, from no address."""
        if request is not None:
            super().authenticate(request, username, password, **kwargs)
        return None


class LockoutHandler(AxesDatabaseHandler):
    """Counts failures for a name and address, and for an address with any names."""

    def get_failures(
        self, request: HttpRequest, credentials: dict[str, Any] | None = None
    ) -> int:
        """Return how often this name, or any with this address, failed of late."""
        failures = super().get_failures(request, credentials)
        recent = AccessAttempt.objects.filter(
            ip_address=request.axes_ip_address,  # type: ignore[attr-defined]
            attempt_time__gte=get_cool_off_threshold(request),
        )
        in_all = recent.aggregate(sum=Sum("failures_since_start"))["sum"] or 0
        if in_all >= settings.FAILURES_PER_ADDRESS:
            return max(failures, settings.AXES_FAILURE_LIMIT)
        return failures


def count_request(request: HttpRequest, subject: str) -> bool:
    """Count a request of a kind that is limited per address; say whether it may pass.

    `subject` stands where a user's name would, and must be none. A request that may not
    pass is answered by `answer_lockout`, whatever its view returns.
    """
    credentials = {"username": subject}
    if not AxesProxyHandler.is_allowed(request, credentials):
        request.axes_locked_out = True  # type: ignore[attr-defined]
        return False
    AxesProxyHandler.user_login_failed(count_request, credentials, request)
    # The last one that is allowed is answered; the next one is refused.
    request.axes_locked_out = False  # type: ignore[attr-defined]
    return True


def answer_lockout(
    request: HttpRequest,
    response: HttpResponse | None = None,
    credentials: dict[str, Any] | None = None,
) -> HttpResponse:
    """Return the page that says how long to wait."""
    seconds = int(settings.AXES_COOLOFF_TIME.total_seconds())
    context = {"minutes": seconds // 60}
    answer = render(request, "accounts/locked_out.html", context, status=429)
    answer.headers["Retry-After"] = str(seconds)
    return answer
