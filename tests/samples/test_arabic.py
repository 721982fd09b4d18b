"""The Arabic sample pages are Arabic: words, digits, dates and directions."""

from __future__ import annotations

import re

from django.conf import settings

from wagtail.models import Page

import pytest
from bs4 import BeautifulSoup, Doctype

from cms.core.querysets import public_pages


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_site")]

EASTERN_DIGITS = re.compile(r"[٠-٩۰-۹]")
LATIN = re.compile(r"[A-Za-z]{2,}")
#: What is written in Latin letters in any language, and no name of somebody.
NAMES = {"AA", "Chromium", "WCAG", "axe", "core", "AVIF", "Atom", "JSON", "ZIP"}
HIDDEN = ("script", "style", "head")
MORE = (
    "/ar/search/",
    "/ar/search/?q=%D8%A7%D9%84%D9%84%D8%A7%D8%AC%D8%A6%D9%8A%D9%86",
    "/ar/search/?q=%D9%82%D9%82%D9%82%D9%82%D9%82%D9%82",
    "/ar/nowhere/",
    "/ar/offline/",
    "/ar/press/?year=2020",
    "/ar/press/?year=1999",
    "/ar/refugee-week/2022/?event_format=workshop",
)


def addresses() -> list[str]:
    pages = public_pages().filter(locale__language_code="ar").order_by("path")
    return [*(page.url for page in pages), *MORE]


def foreign_words(soup: BeautifulSoup) -> list[str]:
    """Return what is written in Latin letters, and not marked as another language.

    A name in `bdi` is told apart from the words around it; so is a mail address.
    """
    found = []
    for text in soup.find_all(string=LATIN):
        if isinstance(text, Doctype):
            continue
        marked = any(
            parent.name in ("bdi", *HIDDEN)
            or parent.get("lang", "ar") != "ar"
            or parent.get("href", "").startswith("mailto:")
            for parent in text.parents
            if parent.name not in ("html", "[document]")
        )
        if not marked and set(LATIN.findall(text)) - NAMES:
            found.append(text.strip())
    for element in soup.find_all(True):
        for name in ("alt", "aria-label", "title", "placeholder"):
            value = element.get(name, "")
            if LATIN.search(value) and element.get("lang") != "en":
                found.append(f"{name}={value}")
    return found


def test_pages__say_nothing_in_english(client):
    wrong = {}
    for address in addresses():
        soup = BeautifulSoup(client.get(address).content, "html.parser")
        assert (soup.html["lang"], soup.html["dir"]) == ("ar", "rtl"), address
        if words := foreign_words(soup):
            wrong[address] = words
    assert not wrong


def test_digits__are_western_everywhere(client):
    for address in addresses():
        body = client.get(address).content.decode()
        assert not EASTERN_DIGITS.search(body), address


def test_dates__are_written_as_in_arabic(client):
    pages = Page.objects.filter(locale__language_code="ar")
    release = pages.get(slug="refugee-week-2020-global-music-video")
    assert "15 يونيو 2020" in client.get(release.url).content.decode()
    story = pages.get(slug="singing-our-lives-union-chapel")
    assert "الأحد 26 يونيو 2022" in client.get(story.url).content.decode()


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_every_page__leads_to_the_statement_on_accessibility(client, language):
    pages = public_pages().filter(locale__language_code=language)
    statement = pages.get(slug="accessibility").url
    prefix = "" if language == "en" else f"/{language}"
    places = [page.url for page in pages] + [f"{prefix}/search/", f"{prefix}/nowhere/"]
    for address in places:
        soup = BeautifulSoup(client.get(address).content, "html.parser")
        assert soup.select_one(f"footer a[href='{statement}']"), address
