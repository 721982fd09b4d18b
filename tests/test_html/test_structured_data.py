"""What pages tell search engines and those who share them."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.test import Client

import pytest
from bs4 import BeautifulSoup

from tests.structured import one, told


pytestmark = pytest.mark.django_db


def test_every_page__says_who_we_are_and_where_it_stands(full_site):
    for name, page in full_site.items():
        found = told(page.url)
        (us,) = found["Organization"]
        assert us["name"] == "IOM UK"
        assert us["logo"]["url"].startswith(f"{settings.BASE_URL}/static/")
        if name == "home":
            assert "BreadcrumbList" not in found
            continue
        (way,) = found["BreadcrumbList"]
        steps = way["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert steps[0]["item"] == f"{settings.BASE_URL}/"
        assert (steps[-1]["name"], steps[-1]["item"]) == (
            page.title,
            page.canonical_url,
        )


def test_release__is_a_news_article(full_site):
    page = full_site["release"]
    node = one(page.url, "NewsArticle")
    assert node["headline"] == page.title
    assert node["datePublished"] == "2020-06-15T00:00:00+01:00"
    modified = datetime.datetime.fromisoformat(node["dateModified"])
    assert modified == page.last_published_at.replace(microsecond=0)
    assert node["mainEntityOfPage"] == node["url"] == page.canonical_url
    assert node["author"]["name"] == node["publisher"]["name"] == "IOM UK"
    assert node["description"] == page.introduction
    assert (node["inLanguage"], node["dateline"]) == ("en", "London")
    picture = node["image"]
    assert picture["url"].startswith(f"{settings.BASE_URL}/")
    assert (picture["width"], picture["height"]) == (1200, 630)


def test_edition__is_a_series_of_events(full_site):
    page = full_site["edition"]
    node = one(page.url, "EventSeries")
    assert (node["startDate"], node["endDate"]) == ("2022-06-20", "2022-06-26")
    assert (node["name"], node["alternateName"]) == (page.title, page.theme)
    assert node["organizer"]["name"] == "IOM UK"
    part = one(full_site["story"].url, "Event")["superEvent"]
    assert part["@id"] == node["@id"]


def test_story__is_an_event_for_each_date(full_site):
    page = full_site["story"]
    node = one(page.url, "Event")
    assert node["name"] == page.title
    assert node["startDate"] == "2022-06-24T18:30:00+01:00"
    assert node["endDate"] == "2022-06-24"  # nobody said at what time
    assert node["eventStatus"] == "https://schema.org/EventScheduled"
    assert node["eventAttendanceMode"].endswith("/OfflineEventAttendanceMode")
    assert node["location"]["@type"] == "Place"
    assert node["location"]["address"]["addressLocality"] == "London"
    assert node["description"] == page.introduction
    assert node["image"]["url"].startswith(f"{settings.BASE_URL}/")
    assert node["performer"][0]["@type"] == "Person"
    assert "offers" not in node


def test_every_page__is_shared_with_picture_and_dates(full_site):
    for page in full_site.values():
        soup = BeautifulSoup(Client().get(page.url).content, "html5lib")
        tags = {
            tag["property"]: tag["content"] for tag in soup.select("meta[property]")
        }
        assert tags["og:title"] == page.title
        assert tags["og:url"] == page.canonical_url
        assert tags["og:image"].startswith(f"{settings.BASE_URL}/")
        assert (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")
        assert tags["og:image:alt"]
        if tags["og:type"] == "article":
            published = datetime.datetime.fromisoformat(tags["article:published_time"])
            assert published == page.published_time.replace(microsecond=0)
            assert tags["article:modified_time"] >= tags["article:published_time"]
