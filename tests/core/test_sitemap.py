"""The sitemap, robots.txt and security.txt."""

from __future__ import annotations

import datetime
from xml.etree import ElementTree

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from wagtail.models import Locale

import pytest
import time_machine

from cms.core import sitemap
from tests import factories
from tests.hidden import UNKNOWN


SPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def document(url="/sitemap.xml"):
    response = Client().get(url)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314 - our own answer


def addresses(url="/sitemap.xml"):
    return [each.text for each in document(url).iterfind("s:url/s:loc", SPACES)]


def local(address):
    return address.removeprefix(settings.BASE_URL)


def test_sitemap__has_each_public_page_and_its_last_change(home, story, release):
    release.save_revision().publish()
    release.refresh_from_db()
    found = {
        url.find("s:loc", SPACES).text: url.findtext("s:lastmod", None, SPACES)
        for url in document().iterfind("s:url", SPACES)
    }
    pages = [home, *home.get_descendants()]
    assert found.keys() == {f"{settings.BASE_URL}{page.url}" for page in pages}
    changed = datetime.datetime.fromisoformat(found[release.canonical_url])
    assert changed == release.last_published_at.replace(microsecond=0)
    assert all(Client().get(local(address)).status_code == 200 for address in found)


def test_sitemap__leads_to_other_languages_both_ways(home):
    arabic = home.copy_for_translation(Locale.objects.get(language_code="ar"))
    arabic.save_revision().publish()
    links = [
        {
            link.get("hreflang"): local(link.get("href"))
            for link in url.iterfind("x:link", SPACES)
        }
        for url in document().iterfind("s:url", SPACES)
    ]
    assert links == [{"en": "/", "ar": "/ar/"}] * 2


@pytest.mark.parametrize("hidden", UNKNOWN)
def test_sitemap__tells_of_no_hidden_page(edition, hidden):
    before = Client().get("/sitemap.xml").content
    UNKNOWN[hidden](edition, slug="canary")
    assert Client().get("/sitemap.xml").content == before


def test_sitemap__has_no_alias(story, edition):
    before = addresses()
    story.create_alias(update_slug="again")
    assert addresses() == before


def test_sitemap__is_divided_where_it_is_too_long(monkeypatch, story, release):
    everything = addresses()
    monkeypatch.setattr(sitemap, "MOST", 2)
    parts = [
        local(each.text) for each in document().iterfind("s:sitemap/s:loc", SPACES)
    ]
    assert parts == [f"/sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    divided = [addresses(part) for part in parts]
    assert [address for part in divided for address in part] == everything
    assert {len(part) for part in divided[:-1]} == {2}
    for number in (0, len(parts) + 1, 10**30):
        assert Client().get(f"/sitemap-{number}.xml").status_code == 404


def test_sitemap__costs_the_same_for_few_and_many_pages(home):
    def queries():
        addresses()
        with CaptureQueriesContext(connection) as captured:
            addresses()
        return len(captured)

    factories.StandardPageFactory(parent=home)
    few = queries()
    for _ in range(5):
        factories.StandardPageFactory(parent=home)
    assert queries() == few <= 5


def test_robots__are_kept_off_what_is_for_people(home):
    response = Client().get("/robots.txt")
    assert response.headers["Content-Type"].startswith("text/plain")
    lines = response.text.splitlines()
    assert f"Sitemap: {settings.BASE_URL}/sitemap.xml" in lines
    places = [line.split()[1] for line in lines if line.startswith("Disallow: ")]
    assert {"/admin/", "/search/?", "/ar/search/?", "/search/suggest/"} <= set(places)
    assert not "/search/".startswith(tuple(places))
    assert not any(each.startswith(tuple(places)) for each in map(local, addresses()))
    for place in ("/admin/", "/search/", "/ar/search/", "/search/suggest/"):
        assert resolve(place)


@pytest.mark.parametrize(
    "now", ["2026-01-31", "2026-06-30", "2026-12-31", "2028-02-29"]
)
def test_security_txt__never_expires_while_it_is_served(home, now):
    now = datetime.datetime.fromisoformat(f"{now}T12:00:00Z")
    with time_machine.travel(now, tick=False):
        response = Client().get("/.well-known/security.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in response.text.splitlines())
    assert fields["Contact"] == settings.SECURITY_CONTACT
    assert fields["Contact"].startswith(("mailto:", "https:"))
    assert fields["Canonical"] == f"{settings.BASE_URL}/.well-known/security.txt"
    left = datetime.datetime.fromisoformat(fields["Expires"]) - now
    assert datetime.timedelta(days=140) < left < datetime.timedelta(days=365)
