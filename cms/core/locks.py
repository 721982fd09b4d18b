"""Locks on pages that apps above this one hold.

Wagtail asks the page itself for its lock; a page knows nothing of what is built above.
"""

from __future__ import annotations

from collections.abc import Callable

from wagtail.locks import BaseLock
from wagtail.models import Page


LockFinder = Callable[[Page], BaseLock | None]

_finders: list[LockFinder] = []


def register_page_lock(finder: LockFinder) -> None:
    """Ask `finder` for a lock, too, whenever somebody wants to change a page."""
    _finders.append(finder)


def find_page_lock(page: Page) -> BaseLock | None:
    """Return the first lock that one of the registered finders has for the page."""
    return next((lock for finder in _finders if (lock := finder(page))), None)
