"""A shared page as its reader gets it, over HTTP."""

from __future__ import annotations

import datetime
import html
import re

from django.test import Client

from wagtail.models import Locale

import pytest

from cms.publishing.models import ShareLink
from press.models import ReleaseAttachment
from tests import factories
from tests.publishing.share_links.sharing import (
    EMBARGO,
    SECOND,
    banner,
    outcomes,
    press_access,
    schedule,
    share,
)


def test_draft__is_shown_with_a_banner(client, draft, maker, clock):
    response = client.get(share(draft, maker, clock))
    assert response.status_code == 200
    assert "<h1>Choir of many voices</h1>" in response.text
    assert banner(response).startswith("Draft Not for publication.")


def test_draft__is_the_newest_one(client, draft, maker, clock):
    address = share(draft, maker, clock)
    draft.title = "Choir of all voices"
    draft.save_revision()
    assert "<h1>Choir of all voices</h1>" in client.get(address).text


def test_draft__that_was_never_saved_as_a_version(client, press, maker, clock):
    page = factories.StandardPageFactory(parent=press.get_parent(), live=False)
    assert page.title in client.get(share(page, maker, clock)).text


def test_draft__that_lacks_what_a_public_page_needs(client, edition, maker, clock):
    """Wagtail saves drafts whose required fields are empty."""
    page = factories.EventStoryPageFactory.build(
        title="Story", slug="story", live=False, introduction="", event_format=""
    )
    edition.add_child(instance=page)
    page.save_revision(clean=False)
    assert client.get(share(page, maker, clock)).status_code == 200


def test_changes_of_a_public_page__are_shown_until_they_are_public(
    client, release, maker, clock
):
    release.save_revision().publish()
    clock.shift(SECOND)
    release.refresh_from_db()
    release.title = "A better title"
    release.save_revision()
    address = share(release, maker, clock)
    assert "A better title" in client.get(address).text
    assert "A better title" not in client.get(release.url).text

    release.get_latest_revision().publish()
    response = client.get(address)
    assert (response.status_code, response.url) == (302, release.url)


def test_embargoed__banner_tells_london_time_in_summer_and_winter(
    client, draft, maker, clock
):
    schedule(draft)
    address = share(draft, maker, clock)
    assert "Embargoed until Saturday 20 June 2026, 00:01 BST" in banner(
        client.get(address)
    )
    schedule(draft, datetime.datetime(2026, 12, 10, 8, 30, tzinfo=datetime.UTC))
    assert "Embargoed until Thursday 10 December 2026, 08:30 GMT" in banner(
        client.get(address)
    )


def test_banner__is_in_the_language_of_the_page(client, home, maker, clock):
    arabic = home.copy_for_translation(
        Locale.objects.get_or_create(language_code="ar")[0]
    )
    arabic.title = "أسبوع اللاجئين"
    arabic.go_live_at = EMBARGO
    arabic.save_revision()
    response = client.get(share(arabic, maker, clock))
    assert '<html lang="ar" dir="rtl">' in response.text
    assert response.headers["Content-Language"] == "ar"
    assert "محظور النشر حتى السبت 20 يونيو 2026، 00:01 BST" in banner(response)
    assert "انتقل إلى المحتوى" in response.text


def test_links_in_a_shared_page__stay_as_visitors_know_them(
    client, draft, maker, clock
):
    response = client.get(share(draft, maker, clock))
    assert 'href="/press/"' in response.text
    assert response.text.count("/shared/") == 0


def test_files__of_a_shared_page_are_open_to_its_reader(client, draft, maker, clock):
    draft.image = factories.ImageFactory()
    document = factories.DocumentFactory()
    draft.release_attachments = [ReleaseAttachment(document=document)]
    draft.save_revision()
    address = share(draft, maker, clock)
    text = html.unescape(client.get(address).text)
    (picture,) = re.findall(r'<img src="(/media/[^"]+)"', text)
    (attachment,) = re.findall(r'href="(/documents/[^"]+)"', text)
    stranger = Client()
    for file in (picture, attachment):
        response = client.get(file)
        assert response.status_code == 200, file
        assert "no-store" in response.headers["Cache-Control"]
        assert stranger.get(file.partition("?")[0]).status_code == 404

    ShareLink.objects.update(revoked_at=datetime.datetime.now(datetime.UTC))
    for file in (picture, attachment):
        assert client.get(file).status_code == 404


def test_files__of_press_access_close_with_the_embargo(client, draft, maker, clock):
    draft.image = factories.ImageFactory()
    schedule(draft)
    text = client.get(press_access(draft, maker, clock)).text
    (picture,) = re.findall(r'<img src="(/media/[^"]+)"', html.unescape(text))
    assert client.get(picture).status_code == 200
    draft.scheduled_revision.delete()
    assert client.get(picture).status_code == 404


def test_headers__keep_the_page_private(client, draft, maker, clock):
    for address in [share(draft, maker, clock)]:
        for response in (client.get(address), client.head(address)):
            assert response.headers["Cache-Control"] == "no-store"
            assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
            assert response.headers["Referrer-Policy"] == "no-referrer"
            assert "Cookie" not in response.headers.get("Vary", "")
            assert not response.cookies


def test_head__tells_no_public_address(client, draft, maker, clock):
    text = client.get(share(draft, maker, clock)).text
    assert '<meta name="robots" content="noindex">' in text
    assert "canonical" not in text
    assert draft.url not in text


def test_policy__is_that_of_visitors_for_editors_too(client, draft, maker, clock):
    address = share(draft, maker, clock)
    client.force_login(maker)
    response = client.get(address)
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "userbar" not in response.text
    assert not response.cookies


def test_answer__is_the_same_for_an_editor(client, draft, maker, clock):
    address = share(draft, maker, clock)
    anonymous = client.get(address)
    client.force_login(maker)
    assert client.get(address).content == anonymous.content


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_other_methods__are_refused(client, draft, maker, clock, method):
    address = share(draft, maker, clock)
    assert getattr(client, method)(address).status_code == 405
    assert outcomes() == []
