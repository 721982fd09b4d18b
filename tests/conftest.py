"""Fixtures that all tests may use."""

from __future__ import annotations

from django.core.cache import cache

import pytest

from home.models import HomePage
from tests import factories


@pytest.fixture(autouse=True)
def _empty_cache():
    """Start each test without what an earlier one left in the cache."""
    cache.clear()


@pytest.fixture
def home(db) -> HomePage:
    """The home page that a new site begins with."""
    return HomePage.objects.get()


@pytest.fixture
def editions(home):
    return factories.EditionIndexPageFactory(parent=home)


@pytest.fixture
def edition(editions):
    return factories.EditionPageFactory(parent=editions, year=2022, theme="Healing")


@pytest.fixture
def story(edition):
    return factories.EventStoryPageFactory(parent=edition, title="Living Library")


@pytest.fixture
def press(home):
    return factories.PressReleaseIndexPageFactory(parent=home)


@pytest.fixture
def release(press):
    return factories.PressReleasePageFactory(parent=press)
