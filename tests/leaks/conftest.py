"""One survey of all channels, for all tests that look at what it found."""

from __future__ import annotations

import pytest

from tests.leaks.survey import Survey, make_survey


@pytest.fixture(scope="session")
def survey(django_db_setup, django_db_blocker) -> Survey:
    """Crawl the site with secrets in it, once."""
    with django_db_blocker.unblock():
        return make_survey()
