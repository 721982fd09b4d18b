from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from django.contrib.auth import get_user_model
from django.core.signing import BadSignature
from django.test import Client
from django.urls import reverse

from wagtail.test.utils.form_data import inline_formset, nested_form_data

import pytest
import time_machine
from wagtail_headless_preview.models import PagePreview

from cms.core.models import PARTNER_MODE, delete_old_previews
from home.models import StandardPage
from tests import factories


@pytest.fixture
def page(home):
    return factories.StandardPageFactory(parent=home, title="Published title")


def editor(name: str) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser(name))
    return client


def form(title: str) -> dict:
    return nested_form_data(
        {
            "title": title,
            "slug": "page",
            "introduction": "",
            "body-count": 0,
            "comments": inline_formset([]),
        }
    )


def preview(client: Client, page: StandardPage, title: str) -> str:
    """Preview an unsaved title as a partner shows it; return the token."""
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    answer = client.post(url, form(title))
    assert answer.json()["is_valid"], answer.json()
    response = client.get(url, {"mode": PARTNER_MODE})
    assert response.status_code == 200
    address = response.context["preview_url"]
    query = parse_qs(urlsplit(address).query)
    assert query["content_type"] == ["home.standardpage"]
    return query["token"][0]


def test_preview__leads_to_the_partner_site_with_the_unsaved_text(page):
    token = preview(editor("amina"), page, "Unsaved title")
    assert StandardPage.get_page_from_preview_token(token).title == "Unsaved title"
    page.refresh_from_db()
    assert page.title == "Published title"


def test_preview__of_two_editors_in_one_second_stays_apart(page):
    with time_machine.travel("2026-06-19 12:00:00+00:00", tick=False):
        hers = preview(editor("amina"), page, "Amina's title")
        his = preview(editor("jonas"), page, "Jonas's title")
        titles = [
            StandardPage.get_page_from_preview_token(token).title
            for token in (hers, his)
        ]
    assert titles == ["Amina's title", "Jonas's title"]


def test_preview__that_is_refreshed_keeps_one_row(page):
    client = editor("amina")
    with time_machine.travel("2026-06-19 12:00:00+00:00") as clock:
        tokens = set()
        for title in ("One", "Two", "Three"):
            tokens.add(preview(client, page, title))
            clock.shift(60)
        (token,) = tokens
        assert PagePreview.objects.count() == 1
        assert StandardPage.get_page_from_preview_token(token).title == "Three"


def test_preview__kept_open_gets_a_new_token_in_time(page):
    client = editor("amina")
    with time_machine.travel("2026-06-19 12:00:00+00:00") as clock:
        first = preview(client, page, "One")
        clock.shift(31 * 60)
        assert preview(client, page, "Two") != first


@pytest.mark.parametrize("minutes", [59, 61])
def test_preview__ends_after_an_hour(page, minutes):
    with time_machine.travel("2026-06-19 12:00:00+00:00") as clock:
        token = preview(editor("amina"), page, "One")
        clock.shift(timedelta(minutes=minutes))
        if minutes < 60:
            assert StandardPage.get_page_from_preview_token(token)
            assert delete_old_previews() == 0
        else:
            with pytest.raises(BadSignature):
                StandardPage.get_page_from_preview_token(token)
            assert delete_old_previews() == 1


def test_preview__token_of_another_page_type_finds_nothing(page, story):
    token = preview(editor("amina"), page, "One")
    assert type(story).get_page_from_preview_token(token) is None


def test_preview_modes__are_website_and_partner_site(page):
    assert [name for name, _label in page.preview_modes] == ["", PARTNER_MODE]
