"""Absolute addresses. All of them are built here, from `settings.BASE_URL`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings


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

    The site's root paths are kept on `request`, so that many pages cost one look-up.
    """
    parts = page.get_url_parts(request)
    return (parts and parts[2]) or ""


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
