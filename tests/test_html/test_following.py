from __future__ import annotations

import pytest

from tests.hidden import restrict
from tests.test_html.documents import get_page


PRESS = ["/press/feed.atom", "/press/feed.json"]
EDITIONS = ["/refugee-week/calendar.ics", "/refugee-week/feed.atom"]


def followed(page) -> list[str]:
    """Return the paths of what a browser, a feed reader or a calendar finds."""
    links = page.select(
        "link[rel=alternate]:is([type*=atom], [type*=feed], [type*=cal])"
    )
    return sorted(link["href"].removeprefix("http://localhost") for link in links)


def shown(page) -> list[str]:
    return sorted(
        link["href"].removeprefix("http://localhost")
        for link in page.select("main .take-along a")
    )


def test_home__tells_of_feeds_and_calendar_of_its_sections(press, editions, client):
    page = get_page(client, "/")
    assert followed(page) == PRESS + EDITIONS
    assert shown(page) == PRESS[:1] + EDITIONS
    for path in followed(page):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("hide", ["unpublish", "restrict"])
def test_home__says_nothing_of_a_section_that_is_not_public(
    press, editions, client, hide
):
    if hide == "restrict":
        restrict(press)
    else:
        press.unpublish()
    assert followed(get_page(client, "/")) == EDITIONS


def test_home__says_nothing_of_sections_in_another_language(press, arabic_home, client):
    page = get_page(client, "/ar/")
    assert followed(page) == []
    assert not page.select(".follow")


def test_index__can_be_followed(press, editions, edition, client):
    assert shown(get_page(client, press.url)) == PRESS[:1]
    page = get_page(client, editions.url)
    assert (followed(page), shown(page)) == (EDITIONS, EDITIONS)
    below = followed(get_page(client, edition.url))
    assert below == sorted([f"{edition.url}calendar.ics", EDITIONS[1]])
