"""Which slugs pages may not have: something else answers at those addresses."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import URLResolver, get_resolver
from django.utils.translation import gettext as _

from cms.core.querysets import HOME_PAGE_DEPTH
from cms.core.routing import FOLDERS


if TYPE_CHECKING:
    from collections.abc import Iterator

    from wagtail.models import Page

_FIRST_PART = re.compile(r"([\w-]+)/")


def check_slug(slug: str, parent: Page | None) -> None:
    """Refuse a slug by which visitors would not get the page, or not what it hides.

    Slugs have no dots, so `calendar.ics` and the like need no check.

    Raises:
        ValidationError: The slug is taken.
    """
    is_at_the_top = parent is not None and parent.depth == HOME_PAGE_DEPTH
    if slug in FOLDERS or (is_at_the_top and slug in taken_at_the_top()):
        raise ValidationError(
            {
                "slug": _(
                    "The website uses “%(slug)s” itself, so no page can have this "
                    "address. Choose another one, such as “%(slug)s-page”."
                )
                % {"slug": slug}
            }
        )


@cache
def taken_at_the_top() -> frozenset[str]:
    """Return with what our own addresses begin: `admin`, `search`, `ar`."""
    languages = [code for code, _name in settings.LANGUAGES]
    files = [settings.STATIC_URL.strip("/")]
    return frozenset([*languages, *files, *_first_parts(get_resolver())])


def _first_parts(resolver: URLResolver) -> Iterator[str]:
    for item in resolver.url_patterns:
        if match := _FIRST_PART.match(str(item.pattern)):
            yield match[1]
        elif isinstance(item, URLResolver) and not str(item.pattern):
            yield from _first_parts(item)
