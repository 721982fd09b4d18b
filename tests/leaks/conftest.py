"""One survey of all channels, for all tests that look at what it found."""

from __future__ import annotations

import os

import pytest

from tests.leaks.survey import Survey, shared_survey


@pytest.fixture(scope="session")
def survey(tmp_path_factory, django_db_setup, django_db_blocker) -> Survey:
    """Crawl the site with secrets in it, once for all workers."""
    folder = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        folder = folder.parent
    with django_db_blocker.unblock():
        return shared_survey(folder)
