"""Share links as editors make, list and close them."""

from __future__ import annotations

import datetime
import re

from django.test import Client
from django.urls import reverse

from wagtail.models import PageLogEntry, PageViewRestriction

import pytest

from cms.publishing.models import ShareLink
from tests.publishing.editing import make_editor
from tests.publishing.share_links.forms import (
    DRAFT_LINK,
    PRESS_ACCESS,
    address_in,
    page_links,
)
from tests.publishing.share_links.sharing import SECOND


def test_editor__finds_the_links_in_the_menu_of_the_page(editor, draft):
    for name in ("wagtailadmin_pages:edit", "wagtailadmin_explore"):
        response = editor.get(reverse(name, args=[draft.pk]))
        assert f'href="{page_links(draft)}"' in response.text, name


def test_editor__makes_a_link_that_works(editor, client, draft):
    response = editor.post(page_links(draft), DRAFT_LINK)
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    link = ShareLink.objects.get()
    assert (link.kind, link.reader_name) == ("draft", "Translators")
    assert link.made_by.username == "edith"
    assert link.expires_at - link.made_at == datetime.timedelta(hours=72)
    shared = client.get(address_in(response))
    assert shared.status_code == 200
    assert "Choir of many voices" in shared.text
    assert "Translators" not in shared.text


def test_address__is_shown_once(editor, draft):
    token = address_in(editor.post(page_links(draft), DRAFT_LINK)).split("/")[2]
    link = ShareLink.objects.get()
    for path in (page_links(draft), reverse("share_links:log", args=[link.pk])):
        response = editor.get(path)
        assert response.status_code == 200
        assert token not in response.text


def test_lifetime__is_three_days_unless_chosen(editor, draft):
    text = editor.get(page_links(draft)).text
    assert '<option value="72" selected>3 days</option>' in text


@pytest.mark.parametrize("lifetime", ["337", "0", "-1", "", "x", "99999999999"])
def test_lifetime__beyond_what_is_offered_is_refused(editor, draft, lifetime):
    response = editor.post(
        page_links(draft), {**DRAFT_LINK, "draft-lifetime": lifetime}
    )
    assert response.status_code == 200
    assert not ShareLink.objects.exists()


def test_list__tells_how_often_and_when_a_link_was_used(editor, client, draft, clock):
    address = address_in(editor.post(page_links(draft), DRAFT_LINK))
    assert "never" in editor.get(page_links(draft)).text
    clock.shift(SECOND)
    client.get(address, REMOTE_ADDR="198.51.100.77")
    client.get(address)
    text = editor.get(page_links(draft)).text
    assert re.search(r">2<span class=\"w-sr-only\"> times", text)
    assert "Wed 17 June 2026, 10:00 BST" in text
    log = editor.get(reverse("share_links:log", args=[ShareLink.objects.get().pk])).text
    assert "198.51.100.0/24" in log
    assert "198.51.100.77" not in log
    assert "Wed 17 June 2026, 10:00:01 BST" in log


def test_revoking__closes_the_link_at_once(editor, client, draft):
    address = address_in(editor.post(page_links(draft), DRAFT_LINK))
    link = ShareLink.objects.get()
    response = editor.post(reverse("share_links:revoke", args=[link.pk]), follow=True)
    assert client.get(address).status_code == 404
    assert "The link for Translators is closed." in response.text
    assert "Revoked" in response.text
    link.refresh_from_db()
    assert link.revoked_by.username == "edith"


def test_revoking__twice_keeps_who_was_first(editor, moderator, draft, clock):
    editor.post(page_links(draft), DRAFT_LINK)
    url = reverse("share_links:revoke", args=[ShareLink.objects.get().pk])
    editor.post(url)
    clock.shift(SECOND)
    moderator.post(url)
    assert ShareLink.objects.get().revoked_by.username == "edith"
    actions = PageLogEntry.objects.filter(action="publishing.share_link.revoke")
    assert actions.count() == 1


def test_history__tells_of_links_without_naming_readers(editor, draft):
    editor.post(page_links(draft), DRAFT_LINK)
    editor.post(reverse("share_links:revoke", args=[ShareLink.objects.get().pk]))
    url = reverse("wagtailadmin_pages:history", args=[draft.pk])
    text = editor.get(url).text
    assert "Shared by a link" in text
    assert "A share link was closed" in text
    entries = PageLogEntry.objects.filter(action__startswith="publishing.share_link")
    assert entries.count() == 2
    assert "Translators" not in str(list(entries.values_list("data")))


def test_outsider__cannot_list_make_read_or_revoke(outsider, editor, client, draft):
    address = address_in(editor.post(page_links(draft), DRAFT_LINK))
    link = ShareLink.objects.get()
    log, revoke = (
        reverse(f"share_links:{name}", args=[link.pk]) for name in ("log", "revoke")
    )
    for response in (
        outsider.get(page_links(draft)),
        outsider.post(page_links(draft), DRAFT_LINK),
        outsider.get(log),
        outsider.post(revoke),
    ):
        assert response.status_code == 302
        assert response.url == reverse("wagtailadmin_home")
    assert ShareLink.objects.count() == 1
    assert client.get(address).status_code == 200
    report = outsider.get(reverse("share_links:report"))
    assert report.status_code == 200
    assert "Translators" not in report.text
    assert "Choir of many voices" not in report.text
    export = outsider.get(reverse("share_links:report"), {"export": "csv"})
    assert "Translators" not in b"".join(export.streaming_content).decode()


def test_visitor__is_sent_to_the_login(client, draft):
    for url in (page_links(draft), reverse("share_links:report")):
        response = client.get(url)
        assert response.status_code == 302
        assert response.url.startswith(reverse("wagtailadmin_login"))
    assert client.post(page_links(draft), DRAFT_LINK).status_code == 302
    assert not ShareLink.objects.exists()


def test_forms__want_a_csrf_token(draft, press):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_editor("edith", press, "change"))
    assert client.post(page_links(draft), DRAFT_LINK).status_code == 403
    assert not ShareLink.objects.exists()


def test_revoking__is_never_done_by_a_get(editor, draft):
    editor.post(page_links(draft), DRAFT_LINK)
    url = reverse("share_links:revoke", args=[ShareLink.objects.get().pk])
    assert editor.get(url).status_code == 405
    assert ShareLink.objects.get().revoked_at is None


def test_unknown_page_and_link__are_not_found(editor, draft):
    assert editor.get(reverse("share_links:page", args=[99999])).status_code == 404
    assert editor.get(reverse("share_links:log", args=[99999])).status_code == 404
    assert editor.post(reverse("share_links:revoke", args=[99999])).status_code == 404


def test_public_page__has_nothing_to_share(editor, release):
    text = editor.get(page_links(release)).text
    assert "Visitors already see this page" in text
    assert "<form method" not in text
    editor.post(page_links(release), DRAFT_LINK)
    assert not ShareLink.objects.exists()


def test_restricted_page__cannot_be_shared(editor, draft, press):
    PageViewRestriction.objects.create(page=press, restriction_type="login")
    assert "for some visitors only" in editor.get(page_links(draft)).text
    editor.post(page_links(draft), DRAFT_LINK)
    assert not ShareLink.objects.exists()


def test_press_access__needs_an_embargo(editor, draft):
    assert "New access for a journalist" not in editor.get(page_links(draft)).text
    editor.post(page_links(draft), PRESS_ACCESS)
    assert not ShareLink.objects.exists()
