"""Builds the site with its secrets once and crawls it in every way.

Everything that tests need is in the result.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from django.core.paginator import UnorderedObjectListWarning
from django.db import transaction
from django.test import Client

import time_machine

from tests.leaks.admin import ADMIN_CHANNELS
from tests.leaks.canaries import Canary
from tests.leaks.channels import CHANNELS
from tests.leaks.crawler import Crawl, Finding, ask_client
from tests.leaks.http import served
from tests.leaks.refusals import Difference, refusals
from tests.leaks.states import STATES
from tests.leaks.world import CLOSED_AT, OPEN_AT, World


#: Those in which it matters who asks, or that a real server answers.
BY_ACCOUNT = ("pages", "media", "documents", "old addresses")


@dataclass
class Survey:
    """What the crawls found.

    Args:
        leaks: By crawl, everything that was hidden and came out.
        shown: By channel, the canaries that came out while the site was open.
        places: All canaries there are.
        was_public: The names of the pages that could be read then.
        differences: What tells a secret address from one where nothing ever was.
        told_by_existence: Addresses that answer otherwise once the secrets are deleted.
    """

    leaks: dict[str, list[Finding]] = field(default_factory=dict)
    shown: dict[str, set[Canary]] = field(default_factory=dict)
    places: set[Canary] = field(default_factory=set)
    was_public: set[str] = field(default_factory=set)
    differences: list[Difference] = field(default_factory=list)
    told_by_existence: list[str] = field(default_factory=list)


@contextmanager
def throw_away() -> Iterator[None]:
    """Undo in the end what is done to the database; `durable` blocks may be inside."""
    atomic = transaction.atomic()
    atomic._from_testcase = True  # as Django's own test cases do
    with atomic:
        yield
        transaction.set_rollback(True)
    cache.clear()


def make_survey(*states: str) -> Survey:
    """Build, crawl open, close, crawl closed; the same caches all the way."""
    survey = Survey()
    with throw_away(), warnings.catch_warnings():
        # Of a report of wagtail-localize, which the suite asks for as well.
        warnings.simplefilter("ignore", UnorderedObjectListWarning)
        world = World(states or STATES)
        world.build()
        commit()
        survey.places = set(world.canaries.places.values())
        survey.was_public = {s.name for s in world.secrets if s.state.was_public}
        with time_machine.travel(OPEN_AT, tick=True), world.narrowed():
            crawl = Crawl(world, ask_client(a_client())).run(CHANNELS)
            survey.leaks["open"] = list(crawl.findings())
            survey.shown = {c.name: crawl.shown(c.name) for c in CHANNELS}
        world.close()
        commit()
        with time_machine.travel(CLOSED_AT, tick=True):
            survey_closed(survey, world)
    return survey


def commit() -> None:
    """Let be done what is done before a commit, which this site never sees."""
    with transaction.atomic():
        pass


def survey_closed(survey: Survey, world: World) -> None:
    """Crawl the site whose secrets are hidden, by each kind of reader."""
    by_account = [channel for channel in CHANNELS if channel.name in BY_ACCOUNT]
    ask_as_editor = ask_client(a_client(world.editor))
    closed = Crawl(world, ask_client(a_client())).run(CHANNELS)
    admin = Crawl(world, ask_as_editor).run(ADMIN_CHANNELS, follow=False)
    with world.narrowed():
        editor = Crawl(world, ask_as_editor).run(by_account)
        with served() as ask_over_http:
            http = Crawl(world, ask_over_http).run(by_account)
    crawls = {"anonymous": closed, "admin": admin, "editor": editor, "http": http}
    for name, crawl in crawls.items():
        survey.leaks[name] = list(crawl.findings())
    survey.differences = list(refusals(world, a_client()))
    survey.told_by_existence = list(told_by_existence(world, closed))


def a_client(user: Any = None) -> Client:
    """Return a browser, logged in or not, to which errors are answers."""
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
    return client


def told_by_existence(world: World, before: Crawl) -> Iterator[str]:
    """Yield addresses that answer otherwise once no secret page exists any more.

    Only those that are about no secret: listings, counts, menus, public pages. Forms
    are left out: each has a token of its own.
    """
    content = {channel.name for channel in CHANNELS if channel.shows}
    with transaction.atomic():
        world.delete_secrets()
        after = Crawl(world, before._ask)
        for url, answer in before.answers.items():
            about_secret = answer.request.secret or answer.request.refuse
            if answer.channel in content and not about_secret:
                after._answer(answer.channel, answer.request)
                if after.answers[url].digest != answer.digest:
                    yield url
        transaction.set_rollback(True)
    assert len(after.answers) > len(world.base), "Nothing was compared."
