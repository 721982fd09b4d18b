"""Cards of pages, for the frames of other websites."""

from __future__ import annotations

import datetime
import re

from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from wagtail.models import Locale

import pytest
import time_machine
from bs4 import BeautifulSoup

from refugeeweek.models import Occurrence
from tests import factories
from tests.hidden import HOUR, RESTRICTED, UNKNOWN, restrict
from tests.test_html.conftest import add_text


NEVER = "/refugee-week/2022/nowhere/embed/"


@pytest.fixture
def told(story):
    """A story with all that its card tells."""
    story.image = factories.ImageFactory(credit="Amina Khan")
    story.occurrences = [Occurrence(start_date=datetime.date(2022, 6, 24))]
    story.save()
    return story


def card(page) -> BeautifulSoup:
    response = Client().get(f"{page.url}embed/")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(element) -> str:
    return " ".join(element.text.split())


def test_card__tells_of_a_story(home, told):
    add_text(home, organisation_name="IOM UK")
    html = card(told)
    assert html.html["lang"] == "en"
    assert html.title.text == "Living Library – IOM UK"
    assert words(html.find(class_="eyebrow")) == "Concert 24 June 2022"
    link = html.h1.a
    assert (link["href"], link["target"]) == (told.full_url, "_top")
    assert html.find(class_="introduction").text == told.introduction
    assert words(html.find(class_="source")) == "IOM UK"
    assert html.img["alt"] == told.image.description
    assert "Amina Khan (CC-BY-4.0)" in words(html.figcaption)
    assert Client().get(html.img["src"]).status_code == 200


def test_card__of_a_story_without_dates_names_its_edition(story, edition):
    assert words(card(story).find(class_="eyebrow")) == f"Concert {edition.title}"
    edition.unpublish()
    assert words(card(story).find(class_="eyebrow")) == "Concert"


def test_card__says_that_a_date_is_cancelled(told):
    told.occurrences.update(status="cancelled")
    assert words(card(told).find(class_="eyebrow")) == "Concert Cancelled 24 June 2022"


def test_card__tells_of_a_release(release):
    html = card(release)
    assert words(html.find(class_="eyebrow")) == "Press release 15 June 2020"
    assert html.h1.text == release.title
    assert html.figure is None


def test_card__is_arabic_where_the_page_is(home):
    arabic = home.copy_for_translation(Locale.objects.get(language_code="ar"))
    arabic.save_revision().publish()
    index = factories.PressReleaseIndexPageFactory(parent=arabic, locale=arabic.locale)
    page = factories.PressReleasePageFactory(
        parent=index, locale=arabic.locale, slug="جوقة", title="جوقة"
    )
    html = card(page)
    assert (html.html["lang"], html.html["dir"]) == ("ar", "rtl")
    assert words(html.find(class_="eyebrow")).startswith("بيان صحفي")
    assert html.h1.a["href"] == page.full_url
    assert Client().get(f"{page.url}embed/").headers["Content-Language"] == "ar"


def test_card__names_its_page_and_is_found_by_no_search_engine(told):
    head = card(told).head
    assert head.find("link", rel="canonical")["href"] == told.full_url
    assert head.find("meta", attrs={"name": "robots"})["content"] == "noindex"


def test_card__needs_no_cookie_and_no_other_website(told):
    told.title = "A </title><script>x</script> & more"
    told.save()
    response = Client().get(f"{told.url}embed/")
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    html = BeautifulSoup(response.content, "html.parser")
    assert html.h1.text == told.title
    assert [script["src"] for script in html.find_all("script")] == [
        "/static/embed/card.js"
    ]
    loaded = re.findall(r'(?:src|srcset)="([^"]*)', str(html))
    loaded += [
        link["href"] for link in html.find_all("link") if "canonical" not in link["rel"]
    ]
    assert len(loaded) >= 5
    assert all(url.startswith(("/media/", "/static/")) for url in loaded)
    assert html.find(style=True) is None


def test_card__may_stand_in_any_frame_and_nothing_else_may(told):
    page, embed = (Client().get(url).headers for url in (told.url, f"{told.url}embed/"))
    assert "frame-ancestors *;" in embed["Content-Security-Policy"] + ";"
    assert "X-Frame-Options" not in embed
    assert embed["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    policy = embed["Content-Security-Policy"].replace("frame-ancestors *", "")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy


@pytest.mark.parametrize("name", ["card.css", "card.js"])
def test_files_of_the_card__can_be_loaded_where_it_has_no_origin(client, db, name):
    """In a frame that is a sandbox, nothing is of the same origin."""
    response = client.get(f"/static/embed/{name}")
    assert response.status_code == 200
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_card__costs_few_queries(told, django_assert_max_num_queries):
    path = f"{told.url}embed/"
    Client().get(path)
    with django_assert_max_num_queries(14):
        Client().get(path)


# Where there is no card --------------------------------------------------------------


def answer(path: str) -> tuple:
    response = Client().get(path)
    headers = {k: v.replace(path.rstrip("/"), "…") for k, v in response.headers.items()}
    return response.status_code, headers, response.content


@pytest.mark.parametrize("state", sorted(UNKNOWN))
def test_card__of_a_hidden_page_is_an_unknown_address(edition, state):
    UNKNOWN[state](edition, slug="canary", title="CANARY")
    for method in ("", "embed/"):
        secret = answer(f"/refugee-week/2022/canary/embed/{method}")
        assert secret == answer(f"{NEVER}{method}")
        assert secret[0] == 404


def test_card__of_a_restricted_page_asks_as_the_page_does(edition):
    for kind, make in RESTRICTED.items():
        path = f"/refugee-week/2022/{kind}/"
        make(edition, slug=kind, title="CANARY")
        page, embed = Client().get(path), Client().get(f"{path}embed/")
        assert embed.status_code == page.status_code
        assert embed.headers["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in embed.headers["Content-Security-Policy"]
        assert b"CANARY" not in embed.content


def test_card__of_an_alias_ends_with_what_it_repeats(story, edition):
    alias = story.create_alias(parent=edition, update_slug="again")
    assert card(alias).h1.a["href"] == alias.full_url
    restrict(story)
    assert Client().get(f"{alias.url}embed/").status_code in (404, 410)


def test_card__ends_with_its_page(story):
    story.expire_at = timezone.now() + HOUR
    story.save_revision().publish()
    path = f"{story.url}embed/"
    assert Client().get(path).status_code == 200
    with time_machine.travel(story.expire_at, tick=False):
        assert Client().get(story.url).status_code == 410
        assert Client().get(path).status_code == 410


def test_card__has_gone_where_its_page_went(
    release, django_capture_on_commit_callbacks
):
    old = f"{release.url}embed/"
    release.slug = "new-address"
    with django_capture_on_commit_callbacks(execute=True):
        release.save_revision().publish()
    response = Client().get(old)
    assert response.status_code == 301
    assert response.headers["Location"] == "/press/new-address/embed/"
    release.unpublish()
    for address in (old, "/press/new-address/embed/"):
        assert Client().get(address).status_code == 410


def test_card__is_for_stories_and_releases_only(home, edition, press):
    for page in (home, edition, press):
        assert Client().get(f"{page.url}embed/").status_code == 404


def test_other_addresses__below_a_page_are_unknown(story):
    for below in ("embed/embed/", "embed/x/", "embedded/", "EMBED/"):
        assert Client().get(f"{story.url}{below}").status_code == 404


def test_page_with_the_address_of_the_card__cannot_be_made(story):
    with pytest.raises(ValidationError, match="uses “embed” itself"):
        factories.StandardPageFactory(parent=story, slug="embed", title="A page")
    assert card(story).h1.text == story.title


def test_page__is_served_as_before(story, rf):
    request = rf.get("/")
    assert story.make_preview_request().status_code == 200
    assert story.serve(request).template_name == "refugeeweek/event_story_page.html"
