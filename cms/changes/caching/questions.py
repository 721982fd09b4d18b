"""Which requests are the same question, and which may be answered from the cache.

Lists of what may be asked stand here once: a page's answer depends on no parameter that
is not named here, since views do not get to see any other.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import SuspiciousOperation
from django.http import QueryDict

from cms.core.low_data import saves_data


if TYPE_CHECKING:
    from django.http import HttpRequest

API = "/api/"
#: What is never kept here: it is for one person, or is told by other headers. Cards for
#: oEmbed say for how many seconds they hold, from the moment of the answer on.
NEVER_KEPT = (
    "/admin/",
    "/api/v2/page_preview/",
    "/documents/",
    "/health/",
    "/media/",
    "/oembed/",
    "/partner-site/",
    "/shared/",
    settings.STATIC_URL,
)
#: Log-in and passwords of restricted pages, in every language.
NEVER_KEPT_WITHIN = "/_util/"
#: Too large for the memory; it says itself for how long it holds (`press.kit`).
LARGE = "/kit.zip"
#: The parameters that pages read; views of pages see no others.
PAGE_PARAMETERS = frozenset(
    {
        "edition_year",
        "event_format",
        "page",
        "partner",
        "programme",
        "q",
        "type",
        "year",
    }
)
#: Orders of a listing that are new each time.
RANDOM = ("order", "random")
LONGEST_QUERY = 2000  # characters


class Question(NamedTuple):
    """What a request asks for.

    Args:
        address: The same text for all requests that ask the same.
        is_plain: Whether it is the main address of something that the site has, so
            that there are not many more than the site has pages.
    """

    address: str
    is_plain: bool


def is_public_path(path: str) -> bool:
    """Say whether what stands at a path may be the same for everybody."""
    return not path.startswith(NEVER_KEPT) and NEVER_KEPT_WITHIN not in path


def is_for_one_reader(request: HttpRequest) -> bool:
    """Say whether a page may be made for the one who asks, as a cookie tells.

    The API looks at no cookie.
    """
    cookies = request.META.get("HTTP_COOKIE")
    if not cookies or request.path_info.startswith(API):
        return False
    names = (
        settings.SESSION_COOKIE_NAME,
        settings.CSRF_COOKIE_NAME,
        CookieStorage.cookie_name,
    )
    return any(name in cookies for name in names)


def question_of(request: HttpRequest) -> Question | None:
    """Return what a request for a public path asks; None if that is not to be kept.

    What is refused anyway, such as an unknown host, is left to those who refuse it.
    """
    query = request.META.get("QUERY_STRING", "")
    if request.method not in ("GET", "HEAD") or len(query) > LONGEST_QUERY:
        return None
    if request.path_info.endswith(LARGE):
        return None
    if getattr(request, "refusal", None) is not None:  # somebody has asked too often
        return None
    try:
        host = request.get_host().lower()
        is_api = request.path_info.startswith(API)
        parameters = _parameters(query.encode("latin-1"), is_api) if query else ""
    except SuspiciousOperation:
        return None
    if parameters is None:
        return None
    # Nothing in an address looks like that: a fragment stays in the browser.
    variant = "#small" if is_small_for_savers(request) and saves_data(request) else ""
    address = f"{request.scheme}://{host}{request.path}?{parameters}{variant}"
    is_plain = not parameters and host == urlsplit(settings.BASE_URL).netloc
    return Question(address, is_plain)


def is_small_for_savers(request: HttpRequest) -> bool:
    """Say whether what is asked for depends on `Save-Data`: pages do, data does not."""
    return not request.path_info.startswith(API)


def read_parameters(query: QueryDict) -> QueryDict:
    """Return those parameters that pages read, sorted by name."""
    found = QueryDict(mutable=True)
    for name in sorted(PAGE_PARAMETERS & query.keys()):
        found.setlist(name, query.getlist(name))
    return found


@lru_cache(maxsize=1000)
def _parameters(query: bytes, is_api: bool) -> str | None:
    """Return the parameters in the order of their names; None if chance decides."""
    parameters = QueryDict(query)
    if not is_api:
        return read_parameters(parameters).urlencode()
    if RANDOM[1] in parameters.getlist(RANDOM[0]):
        return None
    return urlencode(sorted(parameters.lists()), doseq=True)
