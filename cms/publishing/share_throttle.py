"""Stops those who try out addresses of shared pages.

A token cannot be guessed; this keeps the attempts from costing the database anything,
and the refusals of an old link from filling its log.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from django.core.cache import cache

from cms.core.addresses import client_address


if TYPE_CHECKING:
    from django.http import HttpRequest

#: So many refusals in so many seconds, then the address has to wait.
ALLOWED_REFUSALS = 20
WINDOW = 10 * 60


def _key(request: HttpRequest) -> str:
    return f"share-refusals:{client_address(request)}"


def is_throttled(request: HttpRequest) -> bool:
    """Say whether this address has been refused too often."""
    return cache.get(_key(request), 0) >= ALLOWED_REFUSALS


def count_refusal(request: HttpRequest) -> None:
    """Remember that this address asked for a page that it does not get."""
    key = _key(request)
    if not cache.add(key, 1, timeout=WINDOW):
        with suppress(ValueError):  # it has just run out
            cache.incr(key)
