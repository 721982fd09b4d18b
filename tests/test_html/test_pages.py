from __future__ import annotations

import re

import pytest

from tests import factories
from tests.test_html.documents import (
    ALLOWED_SCRIPTS,
    get_page,
    skipped_headings,
    texts,
)


@pytest.fixture
def pages(full_site, client):
    """Every type of page, as a visitor gets it."""
    return [get_page(client, page.url) for page in full_site.values()]


def test_page__has_one_title_and_headings_in_order(pages):
    for page in pages:
        assert len(page.find_all("h1")) == 1
        assert skipped_headings(page) == []
        assert page.title.get_text().strip()


def test_page__has_pictures_that_keep_their_place_and_are_described(pages):
    images = [image for page in pages for image in page.find_all("img")]
    assert images
    for image in images:
        assert {"alt", "width", "height", "src"} <= set(image.attrs), image
        assert image["src"].startswith("/media/images/")


def test_page__has_no_style_script_or_handler_of_its_own(pages):
    for page in pages:
        assert not page.select("style, [style], iframe, object, embed")
        types = {tag.get("type") for tag in page.find_all("script")}
        assert types <= ALLOWED_SCRIPTS
        for tag in page.find_all(True):
            assert not [name for name in tag.attrs if name.startswith("on")], tag


def test_page__asks_nothing_of_another_site(pages):
    for page in pages:
        loading = "link[rel=stylesheet], link[rel=icon], img, source, script"
        for tag in page.select(loading):
            for name in ("href", "src", "srcset"):
                assert "//" not in tag.get(name, ""), tag


def test_page__can_be_entered_past_the_menu(pages):
    for page in pages:
        assert page.body.find("a")["href"] == "#content"
        assert page.find(id="content").name == "main"


def test_page__has_ids_once(pages):
    for page in pages:
        ids = [tag["id"] for tag in page.select("[id]")]
        assert len(ids) == len(set(ids))


def test_page__tells_search_engines_what_it_is(pages):
    for page in pages:
        canonical = page.find("link", rel="canonical")["href"]
        assert canonical.startswith("http://localhost/")
        image = page.find("meta", property="og:image")["content"]
        assert image.startswith("http://localhost/")
        assert page.find("meta", property="og:image:width")["content"] == "1200"
        assert not page.find("meta", attrs={"name": "robots"})


def test_page__sets_no_cookie_and_varies_on_none(full_site, client):
    for each in full_site.values():
        response = client.get(each.url)
        assert not response.cookies
        assert "cookie" not in response.headers.get("Vary", "").lower()


def test_page__shows_every_block_of_its_body(full_site, client):
    page = get_page(client, full_site["standard"].url)
    assert texts(page, "main h2")[0] == "What happened"
    assert texts(page, "blockquote") == ["We sang."]
    assert texts(page, ".quote figcaption") == ["A singer, Choir"]
    assert page.find("a", href="https://vimeo.com/1").get_text() == (
        "Watch “The concert” on Vimeo"
    )
    assert texts(page, "details summary")[-1] == "Transcript"
    assert texts(page, "dl dt") == ["performers"]
    assert texts(page, "dl dd") == ["200+"]
    assert texts(page, "aside strong") == ["Background"]
    assert texts(page, "ol.timeline strong") == ["First concert"]
    assert len(page.select("ul.gallery img")) == 2
    assert page.select("ul.gallery img")[1]["alt"] == ""
    assert re.match(r"The programme \(PDF", texts(page, ".document")[0])
    assert page.select_one("ul.partners img")["alt"].startswith("Partner ")
    assert "Before the doors open" in texts(page, "figcaption")[0]
    assert "IOM UK (CC-BY-4.0)" in texts(page, "figcaption")[0]


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


def test_edition__shows_theme_and_dates(full_site, client):
    page = get_page(client, full_site["edition"].url)
    assert texts(page, ".facts dd") == ["Healing", "20–26 June 2022"]
    assert [time["datetime"] for time in page.select(".facts time")] == [
        "2022-06-20",
        "2022-06-26",
    ]


def test_release__gives_journalists_what_they_need(full_site, client):
    page = get_page(client, full_site["release"].url)
    assert texts(page, ".dateline") == ["London, 15 June 2020"]
    assert page.select_one(".dateline time")["datetime"] == "2020-06-15"
    headings = texts(page, "main h2")
    assert "Ends" in texts(page, "main p")
    for heading in ("Notes to editors", "About IOM UK", "Press contacts", "Documents"):
        assert heading in headings
    assert page.find("a", href="tel:+442079460000").get_text() == "+44 20 7946 0000"
    assert page.find("a", href="mailto:press@example.org")
    assert page.find("a", string="Living Library")["href"].endswith("/living-library/")
    assert len(page.find_all(string=re.compile("We work for migrants"))) == 1


def test_home__shows_what_is_new(full_site, client):
    page = get_page(client, "/")
    assert texts(page, ".feature h2") == ["Refugee Week 2022"]
    assert "Latest stories" in texts(page, "h2")
    assert page.select_one(".cards h3 a")["href"] == full_site["story"].url
    assert page.select_one(".releases h3 a")["href"] == full_site["release"].url


def test_home__does_not_show_drafts(full_site, client):
    for name in ("edition", "story", "release"):
        full_site[name].unpublish()
    page = get_page(client, "/")
    assert not page.select(".feature, .cards, .releases")
    for name in ("editions", "press"):
        page = get_page(client, full_site[name].url)
        assert not page.select(".cards, .releases")
