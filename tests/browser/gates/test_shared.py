"""What search engines and social networks read, next to what they ask for."""

from __future__ import annotations

import json

import pytest

from tests.browser.gates.conftest import GATE
from tests.browser.gates.views import ARABIC, CHOSEN, ENGLISH, RELEASE, STATUS, VIEWS


pytestmark = GATE

#: Google's tables of properties: Event (required, then recommended where they are known)
#: and Article, which requires none.
EVENT = ("name", "startDate", "location.name", "location.address")
EVENT_RECOMMENDED = (
    *("description", "endDate", "eventStatus", "image"),
    *("organizer.name", "organizer.url"),
)
ARTICLE_RECOMMENDED = (
    *("headline", "image", "datePublished", "dateModified"),
    *("author.name", "author.url"),
)
STATUSES = {
    f"https://schema.org/Event{each}"
    for each in ("Scheduled", "Cancelled", "Postponed", "Rescheduled", "MovedOnline")
}
PAGES = sorted(
    name
    for name in set(CHOSEN) - set(STATUS) - {"card", "offline"}
    if "?" not in VIEWS[name]  # filtered lists and searches are not shared
)
SIZE = """url => new Promise((done, fail) => {
    const image = new Image();
    image.onload = () => done([image.naturalWidth, image.naturalHeight]);
    image.onerror = () => fail(url);
    image.src = url;
})"""


def nodes(page):
    """Return what a page tells in JSON-LD."""
    texts = page.locator("script[type='application/ld+json']").all_text_contents()
    found = [json.loads(text) for text in texts]
    assert all(each["@context"] == "https://schema.org" for each in found)
    return found


def of_type(page, type_):
    return [node for node in nodes(page) if node["@type"] == type_]


def value(node, path):
    """Return what stands at a path such as `location.name`; of lists, in the first."""
    for key in path.split("."):
        node = node[0] if isinstance(node, list) and node else node
        node = node.get(key) if isinstance(node, dict) else None
    return node


def missing(node, paths):
    return [path for path in paths if not value(node, path)]


def test_release__tells_what_google_recommends(new_page):
    page = new_page()
    for path in (RELEASE, f"/ar{RELEASE}"):
        page.goto(path)
        (article,) = of_type(page, "NewsArticle")
        assert missing(article, ARTICLE_RECOMMENDED) == []
        assert article["headline"] == page.locator("h1").inner_text()
        assert article["datePublished"][10:11] == "T"
        assert article["datePublished"][-6] in "+-"  # with its offset from UTC


def test_event__tells_what_google_requires_and_recommends(new_page):
    page = new_page()
    for path in (
        ENGLISH["union chapel"],
        ENGLISH["cancelled"],
        ARABIC["story, Arabic"],
    ):
        page.goto(path)
        found = of_type(page, "Event")
        assert found, path
        for event in found:
            assert missing(event, EVENT + EVENT_RECOMMENDED) == [], path
            assert event["eventStatus"] in STATUSES
            assert event["name"] == page.locator("h1").inner_text()
    page.goto(ENGLISH["cancelled"])
    (event,) = of_type(page, "Event")
    assert event["eventStatus"].endswith("EventCancelled")


def test_story_without_a_date__is_no_event(new_page):
    page = new_page()
    page.goto(ENGLISH["undated"])
    assert of_type(page, "Event") == []


@pytest.mark.parametrize("name", PAGES)
def test_page__has_a_picture_to_share(new_page, name):
    page = new_page()
    page.goto(VIEWS[name])
    picture = page.locator("meta[property='og:image']")
    if not picture.count():
        assert page.locator("meta[name=robots][content=noindex]").count()
        return
    told = {
        each: page.locator(f"meta[property='og:image:{each}']").get_attribute("content")
        for each in ("width", "height")
    }
    assert told == {"width": "1200", "height": "630"}
    address = picture.get_attribute("content")
    assert address.startswith("http")
    assert page.evaluate(SIZE, address) == [1200, 630]
    for property_ in ("title", "type", "url"):
        tag = page.locator(f"meta[property='og:{property_}']")
        assert tag.get_attribute("content")
