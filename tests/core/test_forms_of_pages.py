"""What pages have below their address is kept and renewed like the pages."""

from __future__ import annotations

import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pytest

from refugeeweek.models import Occurrence


pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

FORMS = (
    "/refugee-week/calendar.ics",
    "/refugee-week/feed.atom",
    "/press/feed.atom",
    "/press/feed.json",
    "/sitemap.xml",
    "/robots.txt",
    "/.well-known/security.txt",
)


@pytest.fixture(autouse=True)
def _cache_is_on(settings):
    settings.RESPONSE_CACHE_MB = 16
    settings.BASE_URL = "http://testserver"


@pytest.fixture
def pages(story, release, client):
    story.occurrences = [Occurrence(start_date=datetime.date(2022, 6, 24))]
    for page in (story, release):
        page.save_revision().publish()
    for url in ("/", release.url):  # makes the settings that a new site lacks
        client.get(url)
    return story, release


def test_form__is_answered_from_the_cache_until_something_changes(pages, client):
    story, release = pages
    urls = (*FORMS, f"{story.url}calendar.ics", f"{release.url}text/")
    first = {url: client.get(url) for url in urls}
    for url, response in first.items():
        assert response.headers["Cache-Control"].startswith("public, max-age=0, s-max")
        etag = response.headers["ETag"]
        with CaptureQueriesContext(connection) as captured:
            again = client.get(url)
            known = client.get(url, headers={"If-None-Match": etag})
            head = client.head(url)
        assert (again.content, known.status_code) == (response.content, 304), url
        assert (head.status_code, head.headers["ETag"]) == (200, etag)
        assert not captured.captured_queries
    story.title = "Another title"
    story.save_revision().publish()
    for url, response in first.items():
        etag = response.headers["ETag"]
        renewed = client.get(url, headers={"If-None-Match": etag})
        assert renewed.status_code == 200, url
    assert "Another title" in client.get("/refugee-week/feed.atom").text


def test_form__is_kept_no_longer_than_until_something_goes_live(pages, edition, client):
    story, _release = pages
    soon = timezone.now() + datetime.timedelta(seconds=40)
    embargoed = type(story)(title="CANARY", slug="canary", go_live_at=soon, live=False)
    edition.add_child(instance=embargoed)
    embargoed.save_revision().publish()
    for url in (
        "/refugee-week/calendar.ics",
        "/refugee-week/feed.atom",
        "/sitemap.xml",
    ):
        response = client.get(url)
        control = response.headers["Cache-Control"]
        assert int(control.split("s-maxage=")[1].split(",")[0]) <= 40
        assert b"CANARY" not in response.content
        assert b"canary" not in response.content
