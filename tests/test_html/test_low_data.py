"""Whoever saves data gets small pictures, and nobody else does."""

from __future__ import annotations

import re

from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client

import pytest

from cms.core.models import CustomRendition
from tests import factories
from tests.factories.core import picture


pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(
        connection.vendor != "sqlite",
        reason="which pictures a page names does not depend on the database",
    ),
]
WIDTH = re.compile(r" (\d+)w\b")


@pytest.fixture
def story(settings, story):
    settings.RESPONSE_CACHE_MB = 16
    settings.BASE_URL = "http://testserver"
    file = ContentFile(picture(1000, 500), name="large.png")
    story.image = factories.ImageFactory(file=file)
    story.body = [("image", {"image": story.image, "decorative": True})]
    story.save_revision().publish()
    Client().get(story.url)  # makes the settings that a new site lacks
    return story


def widths(client, story, **headers) -> set[str]:
    response = client.get(story.url, headers=headers)
    assert response.status_code == 200
    return set(WIDTH.findall(response.content.decode()))


@pytest.mark.parametrize("first", ["on", "off"])
def test_pictures__are_small_for_who_saves_data_alone(story, first):
    """Whoever comes first, what is kept for one is not given to the other."""
    client = Client()
    kept = CustomRendition.objects.count()
    expected = {"on": {"480"}, "off": {"480", "960", "1000"}}
    second = {"on": "off", "off": "on"}[first]
    for value in (first, second, first, second):
        headers = {"Save-Data": "on"} if value == "on" else {}
        assert widths(client, story, **headers) == expected[value]
    assert CustomRendition.objects.count() == kept


def test_answers__tell_caches_what_they_depend_on(story):
    client = Client()
    plain = client.get(story.url)
    assert "Save-Data" in plain.headers["Vary"]
    saving = client.get(story.url, headers={"Save-Data": "on"})
    assert "Save-Data" in saving.headers["Vary"]
    assert saving.headers["ETag"] != plain.headers["ETag"]
    again = client.get(
        story.url,
        headers={"Save-Data": "on", "If-None-Match": plain.headers["ETag"]},
    )
    assert again.status_code == 200
