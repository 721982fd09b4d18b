"""A third language takes a setting, a catalogue and pages: no code."""

from __future__ import annotations

from django.urls import reverse

from wagtail.models import Locale

import polib
import pytest

from scripts.new_catalogue import catalogue
from tests.test_html.conftest import arabic_home
from tests.test_html.documents import get_page, texts


__all__ = ["arabic_home"]

FRENCH = {
    "Skip to the content": "Aller au contenu",
    "Not translated yet: home page": "Pas encore traduite : accueil",
    "page %(number)s": "page %(number)s",
}


@pytest.fixture
def french(settings, tmp_path):
    """What an operator sets, and a catalogue that a translator has begun."""
    settings.LANGUAGES = [*settings.LANGUAGES, ("fr", "French")]
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    words = catalogue("fr")
    for text, translation in FRENCH.items():
        words.find(text).msgstr = translation
    words.save_as_mofile(str(folder / "django.mo"))
    settings.LOCALE_PATHS = [tmp_path, *settings.LOCALE_PATHS]


@pytest.mark.usefixtures("french")
def test_third_language__takes_no_code(home, arabic_home, press, admin_client, client):
    assert client.get("/fr/").status_code == 404
    added = admin_client.post(
        reverse("wagtaillocales:add"),
        {
            "language_code": "fr",
            "component-wagtail_localize_localesynchronization-sync_from": "",
        },
    )
    assert added.status_code == 302, added.content.decode()
    french = Locale.objects.get(language_code="fr")
    admin_client.post(
        reverse("wagtail_localize:submit_page_translation", args=[home.pk]),
        {"locales": [french.pk]},
    )
    page = home.get_translation(french).specific
    page.title = "Semaine des réfugiés"
    page.save_revision().publish()

    shown = get_page(client, "/fr/")
    assert (shown.html["lang"], shown.html["dir"]) == ("fr", "ltr")
    assert texts(shown, ".skip-link") == ["Aller au contenu"]
    switch = {link["hreflang"]: link for link in shown.select(".languages a")}
    assert {code: link["href"] for code, link in switch.items()} == {
        "en": "/",
        "ar": "/ar/",
    }
    [switch] = get_page(client, press.url).select(".languages a[hreflang=fr]")
    assert switch["href"] == "/fr/"
    assert FRENCH["Not translated yet: home page"] in switch.text
    listed = client.get("/api/v2/pages/?locale=fr").json()["items"]
    assert [item["title"] for item in listed] == ["Semaine des réfugiés"]


def test_catalogue__counts_as_the_language_does_and_keeps_what_is_known():
    polish = catalogue("pl")
    [counted] = [entry for entry in polish if "for “" in entry.msgid_plural][:1]
    assert len(counted.msgstr_plural) == 4
    polish.find("Home").msgstr = "Strona główna"
    polish.remove(polish.find("Search"))
    again = catalogue("pl", polish)
    assert again.find("Home").msgstr == "Strona główna"
    assert again.find("Search").msgstr == ""
    assert isinstance(again, polib.POFile)


def test_switch__leads_to_the_same_page(home, arabic_home, press, client):
    arabic = press.copy_for_translation(Locale.objects.get(language_code="ar"))
    arabic.save_revision().publish()
    [link] = get_page(client, press.url).select(".languages a")
    assert (link["href"], link["lang"], link["dir"]) == (arabic.url, "ar", "rtl")
    assert link.text.strip() == "العربيّة"
    [link] = get_page(client, arabic.url).select(".languages a")
    assert (link["href"], link.text.strip()) == (press.url, "English")


def test_switch__says_that_a_page_is_not_translated(arabic_home, press, client):
    [link] = get_page(client, press.url).select(".languages a")
    assert link["href"] == "/ar/"
    assert "لم تُترجم بعد: الرئيسية" in link.text


def test_switch__leads_from_search_to_search(arabic_home, client):
    [link] = get_page(client, "/search/?q=choir").select(".languages a")
    assert link["href"] == "/ar/search/?q=choir"
    [link] = get_page(client, "/ar/search/?q=choir").select(".languages a")
    assert link["href"] == "/search/?q=choir"


def test_switch__leads_from_an_unknown_address_to_the_home_page(arabic_home, client):
    [link] = get_page(client, "/nowhere/", status=404).select(".languages a")
    assert link["href"] == "/ar/"


def test_unknown_address__names_the_page_in_another_language(
    arabic_home, press, release, client
):
    page = get_page(client, f"/ar{press.url}", status=404)
    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")
    [link] = page.select("main a[hreflang=en]")
    assert (link["href"], link["lang"], link["dir"]) == (press.url, "en", "ltr")
    assert link.text == press.title
    release.unpublish()
    assert not get_page(client, f"/ar{release.url}", status=404).select(
        "main a[hreflang=en]"
    )
