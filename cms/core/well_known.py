"""Files that robots and finders of security holes look for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from cms.core.urls import absolute_url


if TYPE_CHECKING:
    from django.http import HttpRequest

CONTENT_TYPE = "text/plain; charset=utf-8"
#: What is for people, or for one person; searches in each language come on top.
NOT_FOR_ROBOTS = (
    "/_util/",
    "/admin/",
    "/api/v2/page_preview/",
    "/health/",
    "/shared/",
)
#: RFC 9116 asks for less than a year.
MONTHS_AHEAD = 6


def robots_txt(request: HttpRequest) -> HttpResponse:
    """Tell robots what is not for them, and where the sitemap is (RFC 9309)."""
    prefixes = [
        "" if code == settings.LANGUAGE_CODE else f"/{code}"
        for code, _name in settings.LANGUAGES
    ]
    # The page of the search may be found; there is no end of what one can search for.
    searches = [
        f"{prefix}/search/{rest}" for prefix in prefixes for rest in ("?", "suggest/")
    ]
    places = sorted([*NOT_FOR_ROBOTS, *searches])
    lines = [
        "User-agent: *",
        *(f"Disallow: {place}" for place in places),
        "",
        f"Sitemap: {absolute_url(reverse('sitemap'))}",
    ]
    return _text(lines)


def security_txt(request: HttpRequest) -> HttpResponse:
    """Tell whom to write to about a security hole (RFC 9116).

    It expires on the first day of a month, half a year ahead: never while it is served,
    and the same for all that ask within a month.
    """
    today = timezone.localdate()
    years, month = divmod(today.month - 1 + MONTHS_AHEAD, 12)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {today.year + years:04}-{month + 1:02}-01T00:00:00Z",
        f"Preferred-Languages: {settings.LANGUAGE_CODE}",
        f"Canonical: {absolute_url(request.path)}",
    ]
    return _text(lines)


def _text(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join([*lines, ""]), content_type=CONTENT_TYPE)
