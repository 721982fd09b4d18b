"""No page takes the address of something else."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client

import pytest

from tests import factories


pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="Does not depend on the database."
)


@pytest.fixture
def editor(client, admin_user):
    client.force_login(admin_user)
    return client


@pytest.mark.parametrize("slug", ["search", "admin", "ar", "static", "embed", "text"])
def test_page_at_the_top__cannot_take_an_address_of_ours(home, slug):
    with pytest.raises(ValidationError, match=f"uses “{slug}” itself"):
        factories.StandardPageFactory(parent=home, slug=slug)


def test_page_below__can_be_called_like_our_own_at_the_top(home):
    about = factories.StandardPageFactory(parent=home, slug="our-work")
    page = factories.StandardPageFactory(
        parent=about, slug="media", title="In the media"
    )
    assert "In the media" in Client().get(page.url).text


@pytest.mark.parametrize("slug", ["calendar.ics", "feed.atom", "kit.zip"])
def test_slug__has_no_dot(story, slug):
    story.slug = slug
    with pytest.raises(ValidationError, match="slug"):
        story.full_clean()


def test_draft__is_told_too(story):
    story.slug = "text"
    with pytest.raises(ValidationError, match="uses “text” itself"):
        story.minimal_clean()
