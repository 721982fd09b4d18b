"""oEmbed: what other websites are told when they ask how to show one of our pages."""

from __future__ import annotations

import datetime
from itertools import product
from urllib.parse import parse_qs, quote, urlsplit

from django.conf import settings
from django.test import Client
from django.utils import timezone

from wagtail.contrib.redirects.models import Redirect

import pytest
import time_machine
from bs4 import BeautifulSoup

from cms.core.models import CustomRendition
from tests import factories
from tests.hidden import HIDDEN, HOUR
from tests.test_html.conftest import add_text
from tests.wordpress import filtered


BASE = settings.BASE_URL
NEVER = f"{BASE}/refugee-week/2022/nowhere/"


def ask(url: str | None = None, client: Client | None = None, **parameters):
    query = {"url": url, **parameters} if url is not None else parameters
    return (client or Client()).get("/oembed/", query)


def refused(response, status: int) -> str:
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.json().keys() == {"message"}
    return response.json()["message"]


@pytest.fixture
def pictured(release):
    """A release with a picture that is large enough for every size."""
    release.image = factories.ImageFactory(
        file=factories.core.ContentFile(factories.core.picture(1400, 900), name="p.png")
    )
    release.save()
    return release


# A public page -------------------------------------------------------------------


def test_oembed__describes_a_release(home, pictured):
    add_text(home, organisation_name="IOM UK")
    response = ask(pictured.full_url, format="json", maxwidth="500", dnt="1")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    data = response.json()
    assert data | {"html": "", "thumbnail_url": "", "height": 0} == {
        "type": "rich",
        "version": "1.0",
        "title": pictured.title,
        "provider_name": "IOM UK",
        "provider_url": f"{BASE}/",
        "cache_age": 3600,
        "width": 500,
        "height": 0,
        "html": "",
        "thumbnail_url": "",
        "thumbnail_width": 480,
        "thumbnail_height": 308,
    }
    assert Client().get(data["thumbnail_url"]).status_code == 200


def test_oembed__describes_a_story(story):
    data = ask(story.full_url).json()
    assert (data["title"], data["width"]) == ("Living Library", 600)
    assert data["provider_name"] == "Refugee Week at IOM UK"
    assert "thumbnail_url" not in data  # it has no picture


def test_oembed__speaks_arabic_of_an_arabic_page(home, arabic):
    add_text(home, "ar", organisation_name="المنظمة")
    arabic.save_revision().publish()
    index = factories.PressReleaseIndexPageFactory(parent=arabic, locale=arabic.locale)
    page = factories.PressReleasePageFactory(
        parent=index, locale=arabic.locale, slug="جوقة", title="جوقة <تغني>"
    )
    path = f"{BASE}/ar/press/"
    assert page.full_url == f"{path}{quote('جوقة')}/"
    for url in (page.full_url, f"{path}جوقة/", f"{path}جوقة"):
        data = ask(url).json()
        assert data["title"] == "جوقة <تغني>"
        assert data["provider_name"] == "المنظمة"
        assert f'src="{page.full_url}embed/"' in data["html"]


def test_oembed__takes_every_form_of_an_address(release):
    url = release.full_url
    for form in (
        url.rstrip("/"),
        f"{url}?utm_source=a%20newsletter&x=%00",
        f"{url}#contacts",
        f"{url}embed/",
        url.replace("http://", "https://"),
        url.replace("http://localhost", "HTTP://LOCALHOST:80"),
        url.replace("/press/", "//press//"),
        url.replace("press", "%70ress"),
    ):
        response = ask(form)
        assert response.status_code == 200, form
        assert response.json()["title"] == release.title


def test_oembed__follows_a_redirect(release):
    Redirect.add_redirect("/old", "/older-than-that/", is_permanent=False)
    Redirect.add_redirect("/older-than-that", release)
    for old in ("old", "older-than-that"):
        data = ask(f"{BASE}/{old}/").json()
        assert f'src="{release.full_url}embed/"' in data["html"]


def test_oembed__follows_no_redirect_in_circles(release):
    Redirect.add_redirect("/round", "/and-round/")
    Redirect.add_redirect("/and-round", "/round/")
    assert refused(ask(f"{BASE}/round/"), 404) == "not found"


def test_oembed__of_an_alias_shows_the_alias(release, press):
    alias = release.create_alias(parent=press, update_slug="again")
    assert f'src="{alias.full_url}embed/"' in ask(alias.full_url).json()["html"]


# Size ----------------------------------------------------------------------------


def test_size__is_never_more_than_there_is_room(release):
    for maxwidth in (1, 200, 320, 480, 600, 601, 10**18):
        data = ask(release.full_url, maxwidth=maxwidth, maxheight=150).json()
        assert data["width"] == min(maxwidth, 600)
        assert data["height"] == 150
        frame = BeautifulSoup(data["html"], "html.parser").iframe
        assert (int(frame["width"]), int(frame["height"])) == (data["width"], 150)


def test_thumbnail__is_the_largest_that_fits(pictured):
    def width(**room):
        data = ask(pictured.full_url, **room).json()
        found = {name for name in data if name.startswith("thumbnail")}
        assert len(found) in (0, 3)
        return data.get("thumbnail_width")

    assert width() == 1400  # the original is narrower than the widest
    assert width(maxwidth=1300) == 1200
    assert width(maxwidth=600) == 480
    assert width(maxheight=307) is None
    assert width(maxwidth=479) is None


def test_thumbnail__is_never_made(pictured):
    pictured.image.renditions.all().delete()
    assert "thumbnail_url" not in ask(pictured.full_url).json()
    assert Client().get(f"{pictured.url}embed/").status_code == 200
    assert not CustomRendition.objects.filter(image=pictured.image).exists()


def test_cache_age__ends_with_the_page(release, press):
    alias = release.create_alias(parent=press, update_slug="again")
    with time_machine.travel("2026-06-20T10:00:00Z", tick=False):
        release.expire_at = timezone.now() + datetime.timedelta(minutes=5)
        release.save()
        for page in (release, alias):
            assert ask(page.full_url).json()["cache_age"] == 300


# WordPress -----------------------------------------------------------------------


def test_html__is_left_whole_by_wordpress(release):
    release.title = 'A "choir" & <b>friends</b>'
    release.save()
    data = ask(release.full_url, maxwidth=500, maxheight=750, dnt=1).json()
    left = BeautifulSoup(filtered(data["html"]), "html.parser")
    link, frame = left.blockquote.a, left.iframe
    assert (link["href"], link.text) == (release.full_url, release.title)
    assert urlsplit(frame["src"])._replace(fragment="").geturl() == (
        f"{release.full_url}embed/"
    )
    assert (frame["title"], frame["width"]) == (release.title, "500")
    assert not left.find(hidden=True)
    assert left.b is None


def test_page__leads_to_its_card(story, release):
    for page in (story, release):
        head = BeautifulSoup(Client().get(page.url).content, "html.parser").head
        (link,) = head.find_all("link", type="application/json+oembed")
        assert link["rel"] == ["alternate"]
        assert link["title"] == page.title
        assert link["href"].startswith(f"{BASE}/oembed/?")
        assert parse_qs(urlsplit(link["href"]).query)["url"] == [page.full_url]
        path = link["href"].removeprefix(BASE)
        assert Client().get(path).json()["title"] == page.title


def test_other_pages__lead_to_none(press):
    for path in ("/", "/press/", "/nowhere/", "/search/?q=a"):
        assert b"oembed" not in Client().get(path).content


# What is not public, and what is not ours ------------------------------------------


@pytest.mark.parametrize("state", sorted(HIDDEN))
def test_hidden_page__is_an_unknown_address(edition, state):
    HIDDEN[state](edition, slug="canary", title="CANARY")
    for part in ("", "embed/"):
        secret = ask(f"{BASE}/refugee-week/2022/canary/{part}")
        never = ask(f"{NEVER}{part}")
        assert refused(secret, 404) == "not found"
        assert secret.content == never.content
        assert dict(secret.headers) == dict(never.headers)


def test_hidden_page__costs_what_an_unknown_address_costs(
    edition, django_assert_num_queries
):
    states = ("draft", "scheduled", "login")
    for state in states:
        HIDDEN[state](edition, slug=f"canary-{state}")
    ask(NEVER)  # warms what lasts longer than a request
    for name in ("nowhere", *(f"canary-{state}" for state in states)):
        with django_assert_num_queries(6):
            ask(f"{BASE}/refugee-week/2022/{name}/")


def test_page_that_is_gone__says_so(release):
    release.unpublish()
    assert refused(ask(release.full_url), 410) == "gone"


def test_expired_page__is_gone_at_its_second(release):
    release.expire_at = timezone.now() + HOUR
    release.save_revision().publish()
    assert ask(release.full_url).status_code == 200
    with time_machine.travel(release.expire_at, tick=False):
        refused(ask(release.full_url), 410)


def test_pages_without_a_card__are_unknown(home, press, edition):
    for page in (home, press, edition):
        assert refused(ask(page.full_url), 404) == "not found"


FOREIGN = [
    "https://evil.example{path}",
    "http://localhost.evil.example{path}",
    "http://localhost@evil.example{path}",
    "http://user:word@localhost{path}",
    "http://@localhost{path}",
    "http://localhost:8000{path}",
    "http://localhost:999999{path}",
    "http://localhost:x{path}",
    "http://[{path}",
    "//localhost{path}",
    "{path}",
    "ftp://localhost{path}",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://localhost",
    "http://localhost{path}%00",
    "http://localhost{path}%2500",
    "http://localhost{path}%FF%FE/",
    "http://localhost/%2e%2e{path}",
    "http://localhost/api/v2/pages/",
    "http://localhost/oembed/?url=http://localhost{path}",
    "http://localhost/ar{path}",
    "http://localhost/fr{path}",
    "http://localhost{path}embed/embed/",
    "http://localhost{path}calendar.ics",
    "http://localhost/" + "a/" * 900,
    "http://localhost/" + "a" * 100_000,
    "http://localhost{path}\udcff",
]


def test_foreign_address__is_unknown(release):
    for url in FOREIGN:
        text = url.format(path=release.url).encode("utf-8", "surrogateescape")
        response = Client().get(f"/oembed/?url={quote(text)}")
        assert refused(response, 404) == "not found", url[:80]


# Bad questions ---------------------------------------------------------------------


def test_format__is_json_or_not_implemented(release):
    for format_ in ("xml", "", "JSON", "json\n"):
        assert "json" in refused(ask(release.full_url, format=format_), 501)


def test_bad_size__is_named(release):
    wrong = ("", "0", "-1", "x", "1.5", "1e3", "٣", "9" * 30, "9" * 100_000)
    for name, value in product(("maxwidth", "maxheight"), wrong):
        assert name in refused(ask(release.full_url, **{name: value}), 400)


def test_missing_address__is_named(home):
    for query in ("", "url=", "url", "uri=http://localhost/"):
        assert "url" in refused(Client().get(f"/oembed/?{query}"), 400)


def test_null_character__is_refused(home):
    for query in ("url=%00", "%00=1", "url=http://localhost/%00"):
        assert "null" in refused(Client().get(f"/oembed/?{query}"), 400)


def test_too_many_parameters__are_refused(home):
    assert refused(Client().get("/oembed/?" + "a&" * 20_000), 400) == "bad request"


def test_methods__are_those_that_read(release):
    url = f"/oembed/?url={release.full_url}"
    strict = Client(enforce_csrf_checks=True)
    for method in ("post", "put", "patch", "delete"):
        response = getattr(strict, method)(url)
        refused(response, 405)
        assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert strict.head(url).status_code == 200
    assert strict.head(url).content == b""
    preflight = strict.options(url)
    assert preflight.status_code == 204
    assert preflight.headers["Access-Control-Allow-Origin"] == "*"
    assert preflight.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
