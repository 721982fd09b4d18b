"""What tests ask of a page of HTML."""

from __future__ import annotations

import html5lib
from bs4 import BeautifulSoup


HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
DATA = "application/ld+json"


def is_our_own(script) -> bool:
    """Say whether a script is a file of ours, or data in which no tag can be."""
    text = script.get_text()
    if script.get("type") == DATA:
        return "<" not in text
    return script.get("src", "").startswith("/static/") and not text


def get_page(client, url: str, status: int = 200) -> BeautifulSoup:
    """Return the page at `url`, which has to be valid HTML with that status."""
    response = client.get(url)
    assert response.status_code == status, url
    html = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(html)
    return BeautifulSoup(html, "html.parser")


def skipped_headings(page: BeautifulSoup) -> list[str]:
    """Return the headings that are more than one level below the one before."""
    level, skipped = 0, []
    for heading in page.find_all(HEADINGS):
        if int(heading.name[1]) > level + 1:
            skipped.append(str(heading))
        level = int(heading.name[1])
    return skipped


def texts(page: BeautifulSoup, selector: str) -> list[str]:
    """Return the words of the elements that match, without spare spaces."""
    return [" ".join(each.get_text().split()) for each in page.select(selector)]
