"""Drafts, given to a partner's site for the editor who looks at them."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qs, urlencode, urlsplit

from django.contrib.auth import get_user_model
from django.urls import reverse

from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

import pytest
import time_machine
from wagtail_headless_preview.models import PagePreview

from cms.core.models import PARTNER_MODE
from tests import factories
from tests.api.walk import walk


#: The files of a preview open to whoever has its address (`cms.core.grants`).
FILE_KEY = re.compile(r"\?key=[\w%-]+")


@pytest.fixture
def editor(client, db):
    client.force_login(get_user_model().objects.create_superuser("amina"))
    return client


def story_form(partner) -> dict:
    text = rich_text("<p>Not published yet.</p>")
    return nested_form_data(
        {
            "title": "A draft story",
            "slug": "a-draft-story",
            "introduction": "Soon.",
            "event_format": "concert",
            "body": streamfield([("paragraph", text)]),
            "occurrences": inline_formset(
                [
                    {
                        "start_date": "2022-06-20",
                        "start_time": "19:30",
                        "status": "scheduled",
                    }
                ]
            ),
            "partnerships": inline_formset([{"partner": partner.pk, "role": "host"}]),
            "contributors": inline_formset([]),
            "comments": inline_formset([]),
        }
    )


def open_preview(editor, url: str, form: dict) -> dict[str, str]:
    """Preview what stands in the form as a partner shows it; return the parameters."""
    answer = editor.post(url, form)
    assert answer.json()["is_valid"], answer.content
    address = editor.get(url, {"mode": PARTNER_MODE}).context["preview_url"]
    assert address.startswith("http://localhost/partner-site/?")
    return {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}


@pytest.fixture
def new_story(editor, edition):
    """The parameters of the preview of a story that was never saved."""
    url = reverse(
        "wagtailadmin_pages:preview_on_add",
        args=["refugeeweek", "eventstorypage", edition.pk],
    )
    return open_preview(editor, url, story_form(factories.PartnerFactory()))


@pytest.fixture
def edited_story(editor, story):
    """The parameters of the preview of unsaved changes to a published story."""
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[story.pk])
    return open_preview(editor, url, story_form(factories.PartnerFactory()))


def preview(client, path: str = "1/", **parameters: str):
    return client.get(f"/api/v2/page_preview/{path}?{urlencode(parameters)}")


def assert_private(response) -> None:
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_preview__of_a_page_that_was_never_saved(new_story, edition, client):
    client.logout()
    response = preview(client, **new_story)
    assert response.status_code == 200
    assert_private(response)
    page = response.json()
    assert page["id"] is None
    assert page["title"] == "A draft story"
    assert "Not published yet." in page["body"][0]["value"]
    assert "Not published yet." in page["body_html"]
    assert page["edition"]["id"] == page["meta"]["parent"]["id"] == edition.pk
    assert page["meta"]["html_url"] is None
    assert "detail_url" not in page["meta"]
    assert page["meta"]["breadcrumbs"][-1]["id"] == edition.pk
    (occurrence,) = page["occurrences"]
    assert occurrence["start_date"] == "2022-06-20"
    assert occurrence["start_time"] == "19:30:00"
    (partnership,) = page["partnerships"]
    assert partnership["partner"]["name"].startswith("Partner")


def test_preview__is_what_the_detail_endpoint_would_give(edited_story, story, client):
    draft = preview(client, **edited_story).json()
    published = client.get(f"/api/v2/pages/{story.pk}/").json()
    assert draft["id"] == story.pk
    assert draft["title"] == "A draft story"
    assert published["title"] == "Living Library"
    assert draft.keys() == published.keys()
    assert draft["meta"].keys() == published["meta"].keys()
    for name in ("detail_url", "type", "parent", "breadcrumbs", "licence"):
        assert draft["meta"][name] == published["meta"][name]


def test_preview__of_a_rich_page_has_the_same_shapes(tree, editor, client):
    for page in tree:
        token = page.get_preview_signer().sign(f"token-{page.pk}")
        page.update_page_preview(token)
        response = preview(
            client, content_type=page.get_content_type_str(), token=token
        )
        draft = json.loads(FILE_KEY.sub("", response.content.decode()))
        assert draft == client.get(f"/api/v2/pages/{page.pk}/").json()


def test_preview__shows_the_fields_that_are_asked_for(edited_story, client):
    page = preview(client, **edited_story, fields="_,title").json()
    assert page == {"title": "A draft story"}


def test_preview__does_not_name_other_drafts(editor, home, client):
    hidden = factories.StandardPageFactory(parent=home, title="Hidden", live=False)
    page = factories.StandardPageFactory(
        parent=home,
        body=[
            ("paragraph", f'<a linktype="page" id="{hidden.pk}">x</a>'),
            ("related_pages", {"heading": "", "pages": [hidden]}),
        ],
    )
    token = page.get_preview_signer().sign("token")
    page.update_page_preview(token)
    draft = preview(client, content_type="home.standardpage", token=token).json()
    assert not [path for path, _k, v in walk(draft) if "Hidden" in str(v)]


def test_preview__ends_after_an_hour(editor, edition, story, client):
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[story.pk])
    with time_machine.travel("2026-06-01 12:00Z", tick=False) as clock:
        editor.force_login(get_user_model().objects.get())
        parameters = open_preview(editor, url, story_form(factories.PartnerFactory()))
        clock.move_to("2026-06-01 13:00Z")
        assert preview(client, **parameters).status_code == 200
        clock.move_to("2026-06-01 13:00:01Z")
        response = preview(client, **parameters)
    assert response.status_code == 404
    assert response.json() == {"message": "not found"}
    assert_private(response)


def test_preview__of_another_token_or_type_is_unknown(edited_story, client):
    token, type_ = edited_story["token"], edited_story["content_type"]
    for wrong in (
        {"content_type": type_, "token": token + "x"},
        {"content_type": type_, "token": "x"},
        {"content_type": type_, "token": "x" * 5000},
        {"content_type": type_, "token": "é:é:é"},
        {"content_type": "refugeeweek.editionpage", "token": token},
    ):
        response = preview(client, **wrong)
        assert response.status_code == 404, wrong
        assert response.json() == {"message": "not found"}
        assert_private(response)


def test_preview__that_was_deleted_is_unknown(edited_story, client):
    PagePreview.objects.all().delete()
    assert preview(client, **edited_story).status_code == 404


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({}, "content_type must be a page type"),
        ({"token": "x"}, "content_type must be a page type"),
        ({"content_type": "", "token": "x"}, "content_type"),
        ({"content_type": "auth.user", "token": "x"}, "content_type"),
        ({"content_type": "nonsense", "token": "x"}, "content_type"),
        ({"content_type": "a.b.c", "token": "x"}, "content_type"),
        ({"content_type": "home.nothing", "token": "x"}, "content_type"),
        ({"content_type": "wagtailcore.page", "token": "x"}, "content_type"),
        ({"content_type": "home.homepage"}, "token is missing"),
        ({"content_type": "home.homepage", "token": ""}, "token is missing"),
        ({"content_type": "home.homepage", "token": "\x00"}, "token"),
        ({"content_type": "home\x00.homepage", "token": "x"}, "content_type"),
    ],
)
def test_preview__of_malformed_input_is_refused(home, client, parameters, message):
    response = preview(client, **parameters)
    assert response.status_code == 400
    assert message in response.json()["message"]
    assert_private(response)


@pytest.mark.parametrize("path", ["", "2/", "0/", "1/1/", "find/", "x/"])
def test_preview__has_one_address_only(edited_story, client, path):
    response = preview(client, path, **edited_story)
    assert response.status_code == 404
    assert response.json() == {"message": "not found"}
