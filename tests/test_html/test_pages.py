"""Pages of a site that uses every page type and every block."""

from __future__ import annotations

import re

from django.test import Client
from django.urls import reverse

import pytest

from tests import factories
from tests.test_html.documents import (
    get_page,
    is_our_own,
    skipped_headings,
    texts,
)


# Without it pytest-django takes those that ask for `pages` alone for tests without a
# database, and lets them run after others have emptied it.
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def pages(built_site, django_db_blocker):
    """Every type of page, as a visitor gets it."""
    with django_db_blocker.unblock():
        return [get_page(Client(), page.url) for page in built_site.values()]


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
        assert all(is_our_own(tag) for tag in page.find_all("script"))
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
    assert texts(page, "[role=note] strong") == ["Background"]
    assert texts(page, "ol.timeline strong") == ["First concert"]
    assert len(page.select("ul.gallery img")) == 2
    assert page.select("ul.gallery img")[1]["alt"] == ""
    assert re.match(r"The programme \(PDF", texts(page, ".document")[0])
    assert page.select_one("ul.partners img")["alt"].startswith("Partner ")
    assert "Before the doors open" in texts(page, "figcaption")[0]
    assert "IOM UK (CC-BY-4.0)" in texts(page, "figcaption")[0]


def test_edition__shows_theme_and_dates(full_site, client):
    page = get_page(client, full_site["edition"].url)
    assert texts(page, ".page-head .theme") == ["“Healing”"]
    assert texts(page, ".facts dd") == ["20–26 June 2022"]
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
    assert texts(page, ".poster h2") == ["Refugee Week 2022"]
    assert "Latest stories" in texts(page, "h2")
    assert page.select_one(".cards h3 a")["href"] == full_site["story"].url
    assert page.select_one(".releases h3 a")["href"] == full_site["release"].url


def test_home__does_not_show_drafts(full_site, client):
    for name in ("edition", "story", "release"):
        full_site[name].unpublish()
    page = get_page(client, "/")
    assert not page.select(".poster, .cards, .releases")
    for name in ("editions", "press"):
        page = get_page(client, full_site[name].url)
        assert not page.select(".editions, .cards, .releases")


def test_breadcrumbs__lead_back_to_the_home_page(full_site, client):
    page = get_page(client, full_site["story"].url)
    assert texts(page, ".breadcrumbs li") == [
        "Home",
        "Refugee Week",
        "Refugee Week 2022",
        "Living Library",
    ]
    links = [link["href"] for link in page.select(".breadcrumbs a")]
    assert links == ["/", "/refugee-week/", "/refugee-week/2022/"]


def test_arabic__has_dates_and_formats_of_its_own(full_site, arabic_home, client):
    story = full_site["story"]
    for page in (full_site["editions"], full_site["edition"], story):
        translation = page.copy_for_translation(arabic_home.locale)
        translation.save_revision().publish()
    page = get_page(client, "/ar/refugee-week/2022/living-library/")
    assert texts(page, ".eyebrow") == ["حفل موسيقي"]
    assert texts(page, ".occurrence-date") == ["الجمعة 24 يونيو 2022، 18:30"]
    assert "الشركاء" in texts(page, "h2")


@pytest.mark.parametrize("path", ["/nowhere/", "/refugee-week/1999/", "/ar/nowhere/"])
def test_unknown_address__offers_a_way_on(full_site, arabic_home, client, path):
    page = get_page(client, path, status=404)
    home = "/ar/" if path.startswith("/ar/") else "/"
    assert page.select_one("main a.button")["href"] == home
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert page.html["dir"] == ("rtl" if path.startswith("/ar/") else "ltr")


def test_unknown_address__is_no_different_from_a_draft(full_site, client):
    factories.StandardPageFactory(parent=full_site["home"], slug="draft", live=False)
    pages = [get_page(client, path, status=404) for path in ("/draft/", "/never/")]
    assert pages[0] == pages[1]


def test_toolbar__is_there_in_previews_only(full_site, admin_client):
    page = full_site["standard"]
    assert "wagtail-userbar" not in admin_client.get(page.url).content.decode()
    preview = reverse(
        "wagtailadmin_pages:revisions_view", args=[page.pk, page.latest_revision.pk]
    )
    assert "wagtail-userbar" in admin_client.get(preview).content.decode()
