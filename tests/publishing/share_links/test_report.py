"""The report of all share links."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import pytest

from cms.publishing.models import ShareLink, ShareUse
from tests.publishing.share_links.forms import DRAFT_LINK, address_in, page_links
from tests.publishing.share_links.sharing import SECOND


def test_report__shows_moderators_all_links_and_their_use(
    moderator, editor, client, draft, clock
):
    address = address_in(editor.post(page_links(draft), DRAFT_LINK))
    clock.shift(SECOND)
    client.get(address)
    response = moderator.get(reverse("share_links:report"))
    assert response.status_code == 200
    for words in ("Choir of many voices", "Translators", "edith", "Open"):
        assert words in response.text, words
    log = reverse("share_links:log", args=[ShareLink.objects.get().pk])
    assert log in response.text
    assert moderator.get(log).status_code == 200
    assert "/admin/share-links/report/" in moderator.get("/admin/").text


@pytest.mark.parametrize("order", ["shown_count", "-last_shown_at", "made_at", "x"])
def test_report__can_be_sorted_and_filtered(moderator, editor, draft, order):
    editor.post(page_links(draft), DRAFT_LINK)
    report = reverse("share_links:report_results")
    query = {"ordering": order, "kind": "draft"}
    assert "Translators" in moderator.get(report, query).text
    assert "Translators" not in moderator.get(report, {"kind": "press"}).text


def test_report__is_not_for_those_who_only_write(editor, draft):
    response = editor.get(reverse("share_links:report"))
    assert response.status_code == 302
    assert "/share-links/report/" not in editor.get("/admin/").text


def test_report__costs_no_query_for_each_link(moderator, editor, draft):
    def queries(client, url) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert "Translators" in client.get(url).text
        return len(captured)

    report = reverse("share_links:report_results")
    editor.post(page_links(draft), DRAFT_LINK)
    queries(moderator, report)  # fills the caches of content types and sites
    once = queries(moderator, report)
    for _ in range(5):
        editor.post(page_links(draft), DRAFT_LINK)
    assert queries(moderator, report) == once


def test_log_of_a_deleted_page__is_left_to_superusers(
    admin_client, editor, client, draft
):
    client.get(address_in(editor.post(page_links(draft), DRAFT_LINK)))
    link = ShareLink.objects.get()
    draft.delete()
    log = reverse("share_links:log", args=[link.pk])
    assert editor.get(log).status_code == 302
    assert "Shown" in admin_client.get(log).text
    assert "(deleted page)" in admin_client.get(reverse("share_links:report")).text
    assert ShareUse.objects.count() == 1
