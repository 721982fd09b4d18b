"""The suite finds each leak that is put back in."""

from __future__ import annotations

from django.db import connection
from django.test import Client

import pytest
import time_machine

from home.models import StandardPage
from press.models import PressReleasePage
from refugeeweek.models import EditionPage
from tests.leaks.channels import CHANNELS
from tests.leaks.crawler import Crawl, ask_client
from tests.leaks.planted import LEAKS, naive_cache, telling_refusal
from tests.leaks.refusals import refusals
from tests.leaks.survey import throw_away
from tests.leaks.world import CLOSED_AT, World


pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor != "sqlite",
        reason="what the suite finds does not depend on the database; once is enough",
    ),
]

STATES = (
    "draft",
    "embargoed_live",
    "expired_by_clock",
    "unpublished",
    "restricted_above",
)
PAGE_TYPES = (StandardPage, EditionPage, PressReleasePage)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Secrets of a few kinds, on a site that is closed."""
    with django_db_blocker.unblock(), throw_away():
        world = World(STATES, PAGE_TYPES)
        world.build()
        world.close()
        with time_machine.travel(CLOSED_AT, tick=True):
            yield world


def crawl(world, *names):
    """Walk through a few channels, without following links."""
    channels = [channel for channel in CHANNELS if channel.name in names]
    assert len(channels) == len(names)
    return Crawl(world, ask_client(Client())).run(channels, follow=False)


@pytest.fixture(scope="module")
def mended(world):
    """What the same crawl finds while nothing is planted."""
    names = {leak.channel for leak in LEAKS}
    return {name: list(crawl(world, name).findings()) for name in names}


@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: leak.name)
def test_planted_leak__is_found(world, mended, leak, plant):
    plant(leak.plant)
    found = [
        finding
        for finding in crawl(world, leak.channel).findings()
        if finding.canary.owner.startswith(leak.state)
        and finding.canary.place.startswith(leak.place)
    ]
    assert set(found) - set(mended[leak.channel])


def test_planted_cache__is_found(world, plant):
    plant(naive_cache)
    secret = next(s for s in world.secrets if s.state.name == "unpublished")
    secret.page.get_latest_revision().publish()
    assert secret.name in {f.canary.owner for f in crawl(world, "pages").findings()}
    secret.page.refresh_from_db()
    secret.page.unpublish()
    assert secret.name in {f.canary.owner for f in crawl(world, "pages").findings()}


def test_planted_telling_refusal__is_found(world, plant):
    plant(telling_refusal)
    with world.narrowed():
        found = list(refusals(world, Client()))
    assert any("headers" in difference.what for difference in found), found
