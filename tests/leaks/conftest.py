"""One survey of all channels, for all tests that look at what it found."""

from __future__ import annotations

import os

import pytest

from tests.leaks.survey import Survey, shared_survey


@pytest.hookimpl(trylast=True)  # after pytest-randomly
def pytest_collection_modifyitems(items):
    """Let one worker begin with the survey, and ask for what it found in the end.

    In between a worker would only wait for another one that is at it.
    """
    asking = [item for item in items if "survey" in item.fixturenames]
    others = [item for item in items if "survey" not in item.fixturenames]
    items[:] = [*asking[:1], *others, *asking[1:]]


@pytest.fixture(scope="session")
def survey(tmp_path_factory, django_db_setup, django_db_blocker) -> Survey:
    """Crawl the site with secrets in it, once for all workers."""
    folder = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        folder = folder.parent
    with django_db_blocker.unblock():
        return shared_survey(folder)
