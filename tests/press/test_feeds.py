"""Feeds of press releases and of event stories."""

from __future__ import annotations

import datetime
import html
import uuid
from xml.etree import ElementTree

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import feedparser
import pytest
import time_machine

from press.models import ReleaseAttachment
from refugeeweek.models import Occurrence
from tests import factories
from tests.bodies import every_block
from tests.hidden import restrict


ATOM = "/press/feed.atom"
JSON = "/press/feed.json"
XML = {"a": "http://www.w3.org/2005/Atom"}
STORIES = "/refugee-week/feed.atom"


def atom(url=ATOM):
    """Return a feed as a feed reader reads it."""
    response = Client().get(url)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(response.content)
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    return feed


def publish(page, **values):
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


@pytest.fixture
def full(press, home):
    """A release with a picture, an attachment and every block."""
    document = factories.DocumentFactory()
    document.get_file_size()
    return publish(
        factories.PressReleasePageFactory(parent=press, title="A choir & <friends>"),
        image=factories.ImageFactory(),
        body=every_block(home),
        notes_to_editors="<p>Refugee Week is held each June.</p>",
        release_attachments=[ReleaseAttachment(document=document)],
    )


def test_atom__has_the_whole_text_with_absolute_addresses_only(full):
    (entry,) = atom().entries
    document = ElementTree.fromstring(Client().get(ATOM).content)  # noqa: S314
    assert document.findtext("a:entry/a:title", None, XML) == full.title
    (content,) = entry.content
    assert content.type == "text/html"
    assert full.introduction in content.value
    assert "Refugee Week is held each June." in content.value
    raw = Client().get(ATOM).text
    for attribute in ("href", "src", "srcset", "poster"):
        assert f"{attribute}=&quot;/" not in raw
        assert f'{attribute}="/' not in raw
    assert "<script" not in raw.replace("&lt;", "<")


def test_atom__names_author_dates_and_files(full):
    feed = atom()
    (entry,) = feed.entries
    assert feed.feed.author == "Refugee Week at IOM UK"
    assert entry.link == full.full_url
    # The day that the release bears; it was put on this site later.
    assert entry.published == "2020-06-15T00:00:00+01:00"
    assert entry.updated[:19] == full.last_published_at.isoformat()[:19]
    types = {link.type: link for link in entry.enclosures}
    assert set(types) == {"image/jpeg", "application/pdf"}
    (row,) = full.release_attachments.all()
    assert int(types["application/pdf"].length) == row.document.file_size
    for link in entry.enclosures:
        assert (
            Client().get(link.href.removeprefix(settings.BASE_URL)).status_code == 200
        )


def test_json_feed__tells_the_same_as_atom(full):
    response = Client().get(JSON)
    assert response.headers["Content-Type"] == "application/feed+json; charset=utf-8"
    document = response.json()
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert document["feed_url"].endswith(JSON)
    (item,), (entry,) = document["items"], atom().entries
    assert item["id"] == entry.id
    assert item["url"] == entry.link
    assert item["title"] == full.title
    assert item["date_published"] == entry.published
    assert item["date_modified"] == entry.updated
    assert item["content_html"] in html.unescape(Client().get(ATOM).text)
    (file,) = item["attachments"]
    assert file["mime_type"] == "application/pdf"


def test_ids__outlive_address_and_title(release):
    (before,) = atom().entries
    publish(release, slug="elsewhere", title="Another title")
    (after,) = atom().entries
    assert after.id == before.id
    assert after.link != before.link
    assert uuid.UUID(after.id.removeprefix("urn:uuid:"))


def test_feed__changes_when_a_release_is_published_and_not_by_a_draft(release):
    publish(release)
    before = Client().get(ATOM).content
    release.title = "A draft that nobody sees"
    release.save_revision()
    assert Client().get(ATOM).content == before
    with time_machine.travel(datetime.datetime(2030, 1, 1, 12, tzinfo=datetime.UTC)):
        publish(release)
        feed = atom()
    assert feed.feed.updated.startswith("2030-01-01T12:00:00")
    assert feed.entries[0].updated == feed.feed.updated


def test_release_of_today__bears_its_minute(press):
    now = datetime.datetime(2026, 6, 20, 8, 30, tzinfo=datetime.UTC)
    with time_machine.travel(now, tick=False):
        release = factories.PressReleasePageFactory(
            parent=press, date=datetime.date(2026, 6, 20), live=False
        )
        publish(release)
    assert release.published_time == now


def test_feed__has_the_newest_releases_first_and_not_all(press):
    for day in range(1, 24):
        factories.PressReleasePageFactory(
            parent=press, title=f"Day {day}", date=datetime.date(2022, 6, day)
        )
    titles = [entry.title for entry in atom().entries]
    assert titles == [f"Day {day}" for day in range(23, 3, -1)]


def test_story_feed__says_when_and_where(story, editions):
    venue = factories.VenueFactory(name="Union Chapel")
    row = Occurrence(start_date=datetime.date(2022, 6, 24), venue=venue)
    publish(story, occurrences=[row])
    (entry,) = atom(STORIES).entries
    assert "Union Chapel" in entry.content[0].value
    assert "Friday 24 June 2022" in entry.content[0].value


def test_feed__of_nothing_is_a_feed_still(press, editions):
    assert atom().entries == atom(STORIES).entries == []
    assert Client().get(JSON).json()["items"] == []


def test_feed__leaves_out_what_is_not_public(press, release):
    hidden = factories.PressReleasePageFactory(parent=press, title="CANARY")
    restrict(hidden)
    assert [entry.link for entry in atom().entries] == [release.full_url]
    assert "CANARY" not in Client().get(JSON).text


def test_feed__of_a_restricted_index_asks_like_the_page(press, release):
    restrict(press)
    page, feed = Client().get("/press/"), Client().get(ATOM)
    assert feed.status_code == page.status_code
    assert release.title.encode() not in feed.content


@pytest.mark.parametrize("title", ["a\x00b\x0b\x1f", "]]><script>", "&amp; \ufffe"])
def test_feed__can_be_read_whatever_stands_in_it(release, title):
    type(release).objects.filter(pk=release.pk).update(
        title=title.replace("\x00", ""), introduction=title.replace("\x00", "")
    )
    assert len(atom().entries) == 1
    assert Client().get(JSON).json()["items"][0]["title"] is not None


@pytest.mark.parametrize("url", [ATOM, JSON])
def test_feed__costs_the_same_for_few_and_many_releases(press, home, url):
    def add(number):
        for _ in range(number):
            publish(
                factories.PressReleasePageFactory(parent=press), body=every_block(home)
            )

    def queries():
        Client().get(url)
        with CaptureQueriesContext(connection) as captured:
            assert Client().get(url).status_code == 200
        return len(captured)

    add(1)
    few = queries()
    add(2)
    assert queries() == few <= 15


def test_page__leads_to_its_feeds(release, story):
    for page, feeds in (
        (release, [ATOM, JSON]),
        (release.get_parent(), [ATOM, JSON]),
        (story, [STORIES]),
        (story.get_parent().get_parent(), [STORIES]),
    ):
        found = feedparser.parse(Client().get(page.url).content).feed.links
        links = [link for link in found if "feed." in link.href]
        assert [link.href.split("/", 3)[3] for link in links] == [
            feed.lstrip("/") for feed in feeds
        ]
