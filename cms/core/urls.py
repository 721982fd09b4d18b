"""Absolute addresses. All of them are built here, from `settings.BASE_URL`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from cms.core.references import current_references


if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail.models import Page

_ROOT_RELATIVE = re.compile(r'(\s(?:href|src|poster)=")(/[^/"][^"]*|/)(?=")')
_SRCSET = re.compile(r'(?<=\ssrcset=")[^"]*(?=")')
_CANDIDATE = re.compile(r"(?:(?<=^)|(?<=,)|(?<=\s))/(?=[^/])")


def absolute_url(url: str) -> str:
    """Return `url` with scheme and host; an absolute URL comes back unchanged."""
    return f"{settings.BASE_URL}{url}" if url.startswith("/") else url


def clean_path(path: str) -> str:
    """Return `path` as addresses of pages are written: `/press/a-choir/`."""
    return "/".join(["", *filter(None, path.split("/")), ""])


def path_here(url: str) -> str:
    """Return the path of `url` on this site; empty if it leads to another."""
    base = urlsplit(settings.BASE_URL)
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets that are no address, in the place of a host
        return ""
    here = not parts.netloc or parts.netloc == base.netloc
    return parts.path if here and parts.path.startswith("/") else ""


def page_url(page: Page, request: HttpRequest | None = None) -> str:
    """Return the path of a page, such as `/refugee-week/2024/`, or an empty text.

    The site's root paths are kept with the references of a request, so that many pages
    cost one look-up, and an address that stands on a page many times is put together
    once.
    """
    references = current_references()
    known = references.addresses
    key = (page.pk, page.url_path, page.locale_id)
    if key not in known:
        known[key] = _path_of(page, request, references)
    return known[key]


def _path_of(page: Page, request: HttpRequest | None, keeper: Any) -> str:
    """Return the path of a page; Wagtail leaves the root paths with `keeper`."""
    roots = page._get_relevant_site_root_paths(keeper)
    if len({root.site_id for root in roots}) != 1:  # Wagtail knows which counts
        parts = page.get_url_parts(request)
        return (parts and parts[2]) or ""
    below = page.url_path[len(roots[0].root_path) :]
    return _path_served(settings.ROOT_URLCONF, roots[0].language_code, below)


@lru_cache(maxsize=20_000)
def _path_served(urlconf: str, language: str, below: str) -> str:
    """Return the path of what stands below the home page in a language."""
    with translation.override(language):
        return reverse("wagtail_serve", args=(below,))


def absolute_page_url(page: Page, request: HttpRequest | None = None) -> str | None:
    """Return the public address of a page, or None where it has none (a new draft)."""
    path = page_url(page, request)
    return absolute_url(path) if path else None


def absolute_links(html: str) -> str:
    """Return `html` with each root-relative address made absolute.

    Takes in `href`, `src` and `poster`, and every file that a `srcset` offers.
    """
    html = _ROOT_RELATIVE.sub(lambda m: f"{m[1]}{absolute_url(m[2])}", html)
    return _SRCSET.sub(lambda m: _CANDIDATE.sub(absolute_url("/"), m[0]), html)
