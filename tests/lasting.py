"""Content that all tests of a module share: built once, undone in the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from django.core.cache import cache
from django.db import transaction
from django.test import TestCase


Built = TypeVar("Built")


def lasting(django_db_blocker, build: Callable[[], Built]) -> Iterator[Built]:
    """Yield what `build` returns, and take it out of the database afterwards.

    For a fixture of scope `module` that has asked for `django_db_setup`. What a test
    changes is undone by its own `db` fixture. A module in which some tests need an
    empty site is no place for it.
    """
    whole = transaction.atomic()
    whole._from_testcase = True  # as Django's own: what is inside counts as committed
    with django_db_blocker.unblock(), whole:
        cache.clear()  # it may know renditions of earlier pictures with the same ids
        with TestCase.captureOnCommitCallbacks(execute=True):
            built = build()
        yield built
        transaction.set_rollback(True)
