"""Pages with nothing on them but what they must have."""

from __future__ import annotations

from tests import factories
from tests.test_html.documents import get_page, skipped_headings


def test_page__without_anything_still_looks_right(home, client):
    editions = factories.EditionIndexPageFactory(parent=home, slug="r", title="R")
    edition = factories.EditionPageFactory(parent=editions, introduction="")
    story = factories.EventStoryPageFactory(parent=edition, introduction="")
    press = factories.PressReleaseIndexPageFactory(parent=home)
    release = factories.PressReleasePageFactory(
        parent=press, location="", introduction=""
    )
    for page in (home, edition, story, release):
        found = get_page(client, page.url)
        assert len(found.find_all("h1")) == 1
        assert not found.select("main :is(p, ul, dl, h2, figure, section):empty")
        assert skipped_headings(found) == []


def test_index__says_so_when_it_is_empty(editions, press, client):
    next_year = factories.EditionPageFactory(parent=editions, live=False)
    assert "No edition has been published yet." in str(get_page(client, editions.url))
    assert "No press release has been" in str(get_page(client, press.url))
    next_year.save_revision().publish()
    assert "Events and stories will follow" in str(get_page(client, next_year.url))
