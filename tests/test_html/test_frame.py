from __future__ import annotations

from django.urls import reverse

from bs4 import BeautifulSoup

from cms.core.models import SiteSettings
from home.models import StandardPage
from tests import factories
from tests.test_html.conftest import add_text, group
from tests.test_html.documents import get_page, texts


def test_frame__works_before_anybody_set_it_up(home, client):
    page = get_page(client, "/")
    assert texts(page, ".brand") == ["Refugee Week at IOM UK"]
    assert not page.select("#menu")


def test_menu__groups_links_behind_a_label(home, editions, press, client):
    add_text(home, navigation=[group("Our work", editions, press)])
    page = get_page(client, editions.url)
    assert texts(page, "#menu summary") == ["Our work"]
    assert texts(page, "#menu details p") == ["What we do."]
    links = page.select("#menu details a")
    assert [link["href"] for link in links] == [editions.url, press.url]
    assert [link.get("aria-current") for link in links] == ["page", None]


def test_menu__leaves_out_pages_that_are_not_public(home, editions, press, client):
    draft = factories.StandardPageFactory(parent=home, live=False, title="SECRET")
    link = {"page": draft, "url": "", "label": "SECRET"}
    add_text(
        home,
        navigation=[group("Both", editions, draft), group("SECRET", draft)],
        footer_links=[("link", link)],
    )
    html = str(get_page(client, "/"))
    assert "SECRET" not in html
    assert editions.url in html


def test_menu__opens_without_a_script(home, editions, press, client):
    add_text(home, navigation=[group("Our work", editions, press)])
    page = get_page(client, "/")
    assert page.select_one("button.menu-button")["popovertarget"] == "menu"
    assert page.find(id="menu").has_attr("popover")


def test_footer__links_and_accounts(home, press, client):
    link = {"page": press, "url": "", "label": "For journalists"}
    add_text(home, footer_links=[("link", link)], boilerplate="<p>About us.</p>")
    settings = SiteSettings.for_site(home.get_site())
    account = {"network": "linkedin", "url": "https://linkedin.example/iom"}
    settings.social_links = [("account", account)]
    settings.save()
    page = get_page(client, "/")
    assert texts(page, "footer a") == ["For journalists", "Reading offline", "LinkedIn"]
    assert "About us." in texts(page, "footer")[0]


def test_arabic__is_read_from_right_to_left(arabic_home, client):
    page = get_page(client, "/ar/")
    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")
    assert texts(page, ".skip-link") == ["انتقل إلى المحتوى"]
    english = page.select_one(".languages a")
    assert (english["href"], english["lang"], english["dir"]) == ("/", "en", "ltr")
    assert page.select_one(".brand")["href"] == "/ar/"


def test_links__say_the_language_of_a_title_in_another(home, arabic_home, client):
    """WCAG 3.1.2: whoever hears the page hears each title in its own language."""
    arabic = factories.StandardPageFactory(
        parent=arabic_home,
        locale=arabic_home.locale,
        title="من نحن",
        introduction="عملنا.",
    )
    named = {"page": arabic, "url": "", "label": "About us, in Arabic"}
    add_text(
        home,
        navigation=[group("Our work", arabic, home)],
        footer_links=[
            ("link", {"page": arabic, "url": "", "label": ""}),
            ("link", named),
        ],
    )
    chosen = {"heading": "Read next", "pages": [arabic]}
    page = factories.StandardPageFactory(parent=home, body=[("related_pages", chosen)])
    html = get_page(client, page.url)
    found = [
        (each.get("lang"), each.get("dir"))
        for selector in ("#menu details a", ".site-footer a", ".link-list :is(a, p)")
        for each in html.select(selector)
    ]
    other, same = ("ar", "rtl"), (None, None)
    # The last but one of the footer leads to what is read offline.
    assert found == [other, same, other, same, same, other, other]


def test_english__is_read_from_left_to_right(arabic_home, client):
    page = get_page(client, "/")
    assert (page.html["lang"], page.html["dir"]) == ("en", "ltr")
    assert page.select_one(".languages a")["dir"] == "rtl"
    alternates = {
        link["hreflang"]: link["href"] for link in page.select("link[hreflang]")
    }
    assert alternates == {"en": "http://localhost/", "ar": "http://localhost/ar/"}


def test_languages__do_not_tell_of_translations_that_are_not_public(
    arabic_home, client
):
    arabic_home.unpublish()
    page = get_page(client, "/")
    assert not page.select(".languages, link[hreflang]")


def test_server_error__needs_no_database_to_be_shown(client, settings):
    client.raise_request_exception = False
    settings.ROOT_URLCONF = "tests.test_html.broken_urls"
    page = get_page(client, "/", status=500)
    assert texts(page, "h1") == ["Something went wrong"]


def test_block_preview__wears_the_clothes_of_the_site(home, admin_client):
    for image in range(3):
        factories.ImageFactory(title=f"{image}")
    for block in StandardPage._meta.get_field(
        "body"
    ).stream_block.child_blocks.values():
        response = admin_client.get(
            reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}
        )
        page = BeautifulSoup(response.content, "html.parser")
        assert page.find("link", rel="stylesheet")["href"] == "/static/css/site.css"
        assert page.select_one("main .story"), block.name
