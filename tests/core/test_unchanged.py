"""What is kept as long as the public sees the same is never out of date."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection, transaction
from django.test import Client
from django.utils import timezone, translation

from wagtail.models import Page

import pytest

from cms.core.unchanged import while_unchanged
from press.models import PressReleasePage
from tests import factories


LISTING = "/api/v2/pages/?type=press.PressReleasePage"
counted = []


@while_unchanged
def _number(slug: str) -> int:
    counted.append(slug)
    return Page.objects.filter(slug=slug, live=True).count()


@while_unchanged
def _name(slug: str) -> str:
    return translation.gettext("Search")


@pytest.fixture
def release(press):
    """A release, known to the log."""
    page = factories.PressReleasePageFactory(parent=press, slug="found")
    page.save_revision().publish()
    return page


def numbers():
    """What the API and the list of releases say."""
    client = Client()
    listing = client.get(LISTING).json()["meta"]["total_count"]
    context = client.get("/press/").context
    return listing, context["releases"].paginator.count


pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_kept__until_the_public_sees_another(release):
    before = len(counted)
    assert [_number("found"), _number("found")] == [1, 1]
    assert len(counted) == before + 1
    release.unpublish()
    assert [_number("found"), _number("found")] == [0, 0]
    assert len(counted) == before + 2


def test_numbers__are_those_of_now(release, settings):
    settings.RESPONSE_CACHE_MB = 0
    assert numbers() == (1, 1)
    assert numbers() == (1, 1)
    factories.PressReleasePageFactory(
        parent=release.get_parent(), expire_at=timezone.now() + timedelta(hours=1)
    )
    assert numbers() == (2, 2)


def test_numbers__go_by_the_clock(release, settings, time_machine):
    settings.RESPONSE_CACHE_MB = 0
    now = timezone.now()
    PressReleasePage.objects.update(expire_at=now + timedelta(hours=1))
    release.refresh_from_db()
    release.save_revision().publish()
    assert numbers() == (1, 1)
    time_machine.move_to(now + timedelta(hours=2))
    assert numbers() == (0, 0)
    time_machine.move_to(now)
    assert numbers() == (1, 1)


def test_transaction__keeps_nothing_of_its_own(release):
    assert _number("found") == 1
    with transaction.atomic():
        Page.objects.filter(slug="found").update(live=False)
        assert _number("found") == 0
        transaction.set_rollback(True)
    assert not connection.in_atomic_block
    assert _number("found") == 1


def test_language__is_part_of_what_is_kept(release):
    assert _name("a") == "Search"
    with translation.override("ar"):
        assert _name("a") != "Search"
    assert _name("a") == "Search"
