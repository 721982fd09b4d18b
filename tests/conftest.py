"""Fixtures that all tests may use."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path

from django.core.cache import cache
from django.db import connection
from django.utils import translation

import pytest

from cms.api.usage import waiting
from cms.core.models import CustomRendition
from home.models import HomePage
from tests import factories


TESTS = Path(__file__).parent
only_on_sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="the same on every database; once is enough"
)

#: What is built once and looked at by many tests, and takes seconds to build.
COSTLY = {
    "built_site",
    "large_site",
    "lasting_tree",
    "s3_server",
    "sample_site",
    "world",
}


#: Folders and modules of tests of what is the same on every database: words, pages,
#: settings, uploads. They run on SQLite, but for those modules that load, count or write.
ON_SQLITE = {
    "browser",
    "docs",
    "samples",
    "settings",
    "test_embeds",
    "test_golden_schema",
    "test_html",
    "test_uploads_documents",
}
ON_EVERY_DATABASE = {"test_lists", "test_loader", "test_prepare_site", "test_queries"}


@pytest.hookimpl(wrapper=True)  # before pytest-xdist, whose hook reads the marks
def pytest_collection_modifyitems(items):
    """Keep the tests that share something costly with one worker."""
    for item in items:
        names = {*item.path.relative_to(TESTS).parts[:-1], item.path.stem}
        if names & ON_SQLITE and not names & ON_EVERY_DATABASE:
            item.add_marker(only_on_sqlite)
        if "survey" in item.fixturenames:
            item.add_marker(pytest.mark.xdist_group("survey"))
        elif COSTLY.intersection(item.fixturenames):
            item.add_marker(pytest.mark.xdist_group(item.module.__name__))
    return (yield)


@pytest.fixture(autouse=True)
def _fresh_start():
    """Start without what an earlier test left in the cache, and in its language.

    A request for a page in Arabic leaves its thread speaking Arabic.
    """
    waiting.add_up()
    cache.clear()
    Path(f"{connection.settings_dict['NAME']}-position").unlink(missing_ok=True)
    translation.deactivate()


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


@pytest.fixture
def copied_images(db):
    """Make pictures by copying the rows of one: encoding thousands takes minutes."""
    with copying_images():
        yield


@contextmanager
def copying_images():
    """Make pictures by copying the rows of one until the block ends."""
    original = factories.ImageFactory()
    renditions = list(original.renditions.all())

    def copy(**fields):
        image = type(original).objects.get(pk=original.pk)
        image.pk = None
        for name, value in fields.items():
            setattr(image, name, value)
        type(image).objects.bulk_create([image])
        for rendition in renditions:
            rendition.pk, rendition.image = None, image
        CustomRendition.objects.bulk_create(renditions)
        return image

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(factories, "ImageFactory", copy)
        yield
