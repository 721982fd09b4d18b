"""Translating is no way round the right to publish."""

from __future__ import annotations

from django.urls import reverse

from wagtail.models import Locale

import pytest
from wagtail_localize.models import TranslationSource

from tests import factories
from tests.accounts.conftest import signed_in


pytestmark = pytest.mark.django_db


@pytest.fixture
def arabic_home(home):
    return home.copy_for_translation(Locale.objects.get(language_code="ar"))


@pytest.fixture
def page(home, arabic_home):
    return factories.StandardPageFactory(parent=home, title="Who we are", slug="who")


@pytest.fixture
def translate(django_capture_on_commit_callbacks, page):
    """Sends the form for a new translation; wagtail-localize publishes on commit."""

    def send(client):
        arabic = Locale.objects.get(language_code="ar")
        with django_capture_on_commit_callbacks(execute=True):
            client.post(
                reverse("wagtail_localize:submit_page_translation", args=[page.pk]),
                {"locales": [arabic.pk]},
            )
        return page.get_translation(arabic)

    return send


@pytest.mark.parametrize("name", ["editor", "press_officer", "moderator"])
def test_translating__a_live_page__begins_with_a_draft(name, translate, request):
    translation = translate(signed_in(request.getfixturevalue(name)))
    assert not translation.live


@pytest.mark.parametrize(
    ("name", "is_live"),
    [("editor", False), ("press_officer", False), ("moderator", True)],
)
def test_updating__publishes_for_those_who_can_publish(
    name, is_live, translate, request, django_capture_on_commit_callbacks
):
    client = signed_in(request.getfixturevalue(name))
    translation = translate(client)
    source = TranslationSource.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            reverse("wagtail_localize:update_translations", args=[source.pk]),
            {"publish_translations": "on"},
        )
    translation.refresh_from_db()
    assert translation.live is is_live
