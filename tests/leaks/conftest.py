"""One survey of all channels, for all tests that look at what it found."""

from __future__ import annotations

import pytest

from cms.core.prepared import forget_prepared
from cms.core.unchanged import forget_counts
from tests.leaks.survey import Survey, make_survey


@pytest.fixture(scope="session")
def survey(django_db_setup, django_db_blocker) -> Survey:
    """Crawl the site with secrets in it, once."""
    with django_db_blocker.unblock():
        return make_survey()


@pytest.fixture
def plant(monkeypatch):
    """Plant a leak until the end of the test.

    It may be in the rule: queries that were written by another one are forgotten.
    """

    def plant_until_the_end(leak):
        leak(monkeypatch)
        _forget()

    yield plant_until_the_end
    monkeypatch.undo()
    _forget()


def _forget():
    forget_prepared()
    forget_counts()
