"""Content made up in bulk, and what listings of a hundred rows of it cost."""

from __future__ import annotations

from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

import pytest

from cms.core.querysets import public_pages
from refugeeweek.models import EventStoryPage
from tests.samples.bulk import few_pictures, generate


__all__ = ["few_pictures"]

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor != "sqlite",
        reason="tests/api/test_queries.py holds listings to the same on PostgreSQL",
    ),
]

ROWS = 100
MOST_QUERIES = 15


@pytest.fixture(scope="module")
def large_site(django_db_setup, django_db_blocker, few_pictures):
    """A site with a hundred stories and a hundred releases, for all tests here."""
    with django_db_blocker.unblock(), transaction.atomic():
        said = generate(editions=3, stories=ROWS, press_releases=ROWS, seed=1)
        yield said
        transaction.set_rollback(True)


def test_generated_content__is_public_and_shown(large_site, client):
    assert f"{ROWS} event stories" in large_site
    assert public_pages().count() == 2 * ROWS + 3 + 3
    story = EventStoryPage.objects.first()
    html = client.get(story.url).content.decode()
    assert story.title in html
    assert "<picture" in html
    assert client.get("/api/v2/images/").json()["meta"]["total_count"] == 2


@pytest.mark.parametrize(
    "path",
    ["pages/?", "pages/?type=press.PressReleasePage&", "stories/?", "press-releases/?",
     "pages/?search=choir&"],
)  # fmt: skip
def test_listing_of_a_hundred_rows__stays_within_its_queries(large_site, path):
    client = Client()
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(f"/api/v2/{path}fields=*&limit={ROWS}")
    rows = len(response.json()["items"])
    assert rows == ROWS or ("search" in path and rows)
    assert len(captured) <= MOST_QUERIES
