"""Files of a draft for somebody who is not logged in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

from django.template.loader import render_to_string

import pytest
import time_machine
from wagtail_headless_preview.models import PagePreview

from cms.core.grants import grant_holder, granting, with_key
from cms.core.renditions import display_sources, stored_url
from tests import factories


NOW = datetime(2026, 6, 19, 12, 0, tzinfo=UTC)
good_holders: set[str] = set()


@grant_holder("test-link")
def is_good(key: str) -> bool:
    return key in good_holders


@pytest.fixture
def image(db):
    return factories.ImageFactory()


@pytest.fixture(autouse=True)
def holder():
    good_holders.clear()
    good_holders.add("7")
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def granted(url: str, until: datetime = NOW + timedelta(days=3)) -> str:
    with granting("test-link:7", until):
        return with_key(url)


def test_grant__opens_a_picture_and_nothing_is_kept(client, image):
    url = granted(image.file.url)
    response = client.get(url)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert client.get(image.file.url).status_code == 404


def test_grant__stands_in_every_address_that_is_made(client, image):
    document = factories.DocumentFactory()
    with granting("test-link:7", NOW + timedelta(days=1)):
        urls = [stored_url(image), document.url]
        urls += [source.url for source in display_sources(image)]
        html = render_to_string(
            "includes/document.html", {"document": document, "title": "x"}
        )
    assert {client.get(url).status_code for url in urls} == {200}
    assert f'href="{document.url}?key=' in html
    assert "key=" not in document.url


def test_grant__is_for_one_path(client, image):
    other = factories.ImageFactory()
    key = urlsplit(granted(image.file.url)).query
    assert client.get(f"{other.file.url}?{key}").status_code == 404


def test_grant__lasts_an_hour_at_most(client, image, holder):
    url = granted(image.file.url)
    holder.move_to(NOW + timedelta(minutes=59, seconds=59))
    assert client.get(url).status_code == 200
    holder.move_to(NOW + timedelta(hours=1))
    assert client.get(url).status_code == 404


def test_grant__ends_with_what_gave_it(client, image, holder):
    url = granted(image.file.url, until=NOW + timedelta(minutes=5))
    holder.move_to(NOW + timedelta(minutes=5))
    assert client.get(url).status_code == 404


def test_grant__that_is_taken_back_closes_at_the_next_request(client, image):
    url = granted(image.file.url)
    assert client.get(url).status_code == 200
    good_holders.clear()
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        lambda key: "",
        lambda key: "x",
        lambda key: "x" * 5000,
        lambda key: "a:b:c:d",
        lambda key: key[:-1] + ("A" if key[-1] != "A" else "B"),
        lambda key: key.replace("test-link:7", "test-link:8"),
        lambda key: key.replace("test-link", "preview"),
        lambda key: key.replace(":1", ":2", 1),
        lambda key: key + "é",
        lambda key: "\x00",
    ],
)
def test_grant__that_was_changed_opens_nothing(client, image, change):
    good_holders.add("8")
    key = parse_qs(urlsplit(granted(image.file.url)).query)["key"][0]
    refused = client.get(image.file.url, {"key": change(key)})
    assert refused.status_code == 404


def test_grant__of_an_unknown_kind_opens_nothing(client, image):
    with granting("nobody:7", NOW + timedelta(days=1)):
        url = with_key(image.file.url)
    assert client.get(url).status_code == 404


def test_grant__ends_with_the_block(image):
    granted(image.file.url)
    assert stored_url(image) == image.file.url


# The preview on a partner's site ----------------------------------------------------


@pytest.fixture
def preview(client, home, image):
    """The answer of the API to a preview of a draft with a new picture and file."""
    document = factories.DocumentFactory()
    link = f'<a linktype="document" id="{document.pk}">file</a>'
    picture = {"image": image, "alt_text": "", "decorative": True, "caption": ""}
    draft = factories.StandardPageFactory(
        parent=home, live=False, body=[("paragraph", link), ("image", picture)]
    )
    token = draft.get_preview_signer().sign("token")
    draft.update_page_preview(token)
    query = {"content_type": draft.get_content_type_str(), "token": token}
    return client.get("/api/v2/page_preview/1/", query).json()


def picture_urls(preview) -> list[str]:
    value = preview["body"][1]["value"]
    urls = [value["meta"]["download_url"], *(r["url"] for r in value["renditions"])]
    return [url.removeprefix("http://localhost") for url in urls]


def test_preview__shows_the_files_of_a_draft(client, preview):
    for url in picture_urls(preview):
        assert client.get(url).status_code == 200
    for part in (preview["body"][0]["value"], preview["body_html"]):
        href = part.partition('href="http://localhost')[2].partition('"')[0]
        assert client.get(href).status_code == 200
        assert client.get(href.partition("?")[0]).status_code == 404


def test_preview__pictures_close_with_it(client, preview, holder):
    url = picture_urls(preview)[0]
    PagePreview.objects.all().delete()
    assert client.get(url).status_code == 404


def test_preview__pictures_close_when_it_can_no_longer_be_read(client, preview, holder):
    url = picture_urls(preview)[0]
    holder.move_to(NOW + timedelta(minutes=59))
    assert client.get(url).status_code == 200
    holder.move_to(NOW + timedelta(hours=1, seconds=1))
    assert client.get(url).status_code == 404


def test_api__gives_keys_to_nobody_else(client, story, image):
    story.image = image
    story.save()
    assert "key=" not in client.get(f"/api/v2/stories/{story.pk}/").content.decode()
