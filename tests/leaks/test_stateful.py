"""Whatever editors do, in whatever order: visitors see what a simple model says.

`HYPOTHESIS_PROFILE=thorough` tries many more orders than a normal run.
"""

from __future__ import annotations

import datetime
import os
from dataclasses import dataclass

from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.test import Client, TestCase
from django.utils import timezone

from wagtail.models import Page, PageViewRestriction

import pytest
import time_machine
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from cms.core.querysets import public_pages
from home.models import HomePage, StandardPage
from tests.leaks.planted import rule_without


START = datetime.datetime(2026, 5, 4, 9, tzinfo=datetime.UTC)
HOURS = st.integers(1, 3)
THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
PROFILE = settings(
    max_examples=300 if THOROUGH else 12,
    stateful_step_count=40 if THOROUGH else 10,
    derandomize=not THOROUGH,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@dataclass(eq=False)
class Model:
    """What is known of a page without asking the site."""

    pk: int
    draft: str
    above: Model | None = None
    source: Model | None = None
    exists: bool = True
    live: bool = False
    title: str = ""
    expires: datetime.datetime | None = None
    #: What is to go live: when, with which title.
    plan: tuple[datetime.datetime, str] | None = None
    restricted: bool = False

    def is_restricted(self) -> bool:
        return self.restricted or bool(self.above and self.above.is_restricted())

    def is_visible(self) -> bool:
        return (
            self.exists
            and self.live
            and (self.expires is None or timezone.now() < self.expires)
            and not self.is_restricted()
            and (self.source is None or self.source.is_visible())
        )

    def stands_in(self, other: Model) -> bool:
        return self is other or bool(self.above and self.above.stands_in(other))


class Editors(RuleBasedStateMachine):
    """Editors at work, a scheduler that runs now and then, and the clock."""

    pages = Bundle("pages")
    aliases = Bundle("aliases")

    def __init__(self) -> None:
        super().__init__()
        self.travel = time_machine.travel(START, tick=False)
        self.clock = self.travel.start()
        self.atomic = transaction.atomic()
        self.atomic._from_testcase = True
        self.atomic.__enter__()
        cache.clear()
        self.home = HomePage.objects.get()
        self.all: list[Model] = []
        self.words = 0

    def teardown(self) -> None:
        try:
            self.check_every_channel()
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)
            self.travel.stop()

    # What editors do ------------------------------------------------------------

    @rule(target=pages, then=st.sampled_from(["keep", "publish", "expire", "embargo"]))
    def create(self, then: str) -> Model:
        word = self.word()
        page = StandardPage(title=word, slug=word, live=False)
        with self.committed():
            Page.objects.get(pk=self.home.pk).add_child(instance=page)
            page.save_revision()
        known = Model(page.pk, draft=word)
        self.all.append(known)
        if then == "publish":
            self.publish(known)
        elif then == "expire":
            self.publish_for_a_while(known, 1)
        elif then == "embargo":
            self.schedule(known, 1)
        return known

    @rule(page=pages)
    def edit(self, page: Model) -> None:
        if page.exists:
            page.draft = self.word()
            draft = self.latest(page)
            draft.title = page.draft
            draft.save_revision()

    @rule(page=pages)
    def publish(self, page: Model) -> None:
        if page.exists:
            self.publish_until(page, None)

    @rule(page=pages, hours=HOURS)
    def publish_for_a_while(self, page: Model, hours: int) -> None:
        if page.exists:
            self.publish_until(page, timezone.now() + datetime.timedelta(hours=hours))

    def publish_until(self, page: Model, end: datetime.datetime | None) -> None:
        draft = self.latest(page)
        draft.go_live_at, draft.expire_at, draft.expired = None, end, False
        with self.committed():
            draft.save_revision().publish()
        self.goes_live(page, page.draft, end)

    @rule(page=pages, hours=HOURS)
    def schedule(self, page: Model, hours: int) -> None:
        if not page.exists:
            return
        draft = self.latest(page)
        draft.go_live_at = timezone.now() + datetime.timedelta(hours=hours)
        draft.expire_at = None
        with self.committed():
            draft.save_revision().publish()
        page.plan = (draft.go_live_at, page.draft)

    @rule(page=pages)
    def unpublish(self, page: Model) -> None:
        if page.exists and page.live:
            with self.committed():
                self.stored(page).unpublish()
            self.goes_down(page)

    @rule(page=consumes(pages))
    def delete(self, page: Model) -> None:
        if not page.exists:
            return
        with self.committed():
            self.stored(page).delete()
        for each in self.all:
            if each.stands_in(page):
                each.exists = False
        for each in self.all:
            if each.source and not each.source.exists:
                each.source = None  # Wagtail makes it a page of its own

    @rule(page=pages, below=pages)
    def move(self, page: Model, below: Model) -> None:
        if page.exists and below.exists and not below.stands_in(page):
            with self.committed():
                self.stored(page).move(self.stored(below), pos="last-child")
            page.above = below

    @rule(page=st.one_of(pages, aliases))
    def restrict(self, page: Model) -> None:
        if page.exists and not page.restricted:
            PageViewRestriction.objects.create(
                page_id=page.pk, restriction_type=PageViewRestriction.LOGIN
            )
            page.restricted = True

    @rule(page=st.one_of(pages, aliases))
    def open_again(self, page: Model) -> None:
        if page.exists:
            PageViewRestriction.objects.filter(page_id=page.pk).delete()
            page.restricted = False

    @rule(target=aliases, page=pages)
    def alias(self, page: Model) -> object:
        if not page.exists or page.restricted:
            return multiple()
        with self.committed():
            alias = self.stored(page).create_alias(
                parent=Page.objects.get(pk=self.home.pk), update_slug=self.word()
            )
        known = Model(
            alias.pk,
            draft=page.draft,
            source=page,
            live=page.live,
            title=page.title,
            expires=page.expires,
        )
        self.all.append(known)
        return known

    @rule(target=pages, page=pages)
    def copy(self, page: Model) -> object:
        """Copy as a draft: what is copied is hidden, whatever the original is."""
        if not page.exists or page.restricted:
            return multiple()
        word = self.word()
        with self.committed():
            copy = self.stored(page).copy(
                to=Page.objects.get(pk=self.home.pk),
                update_attrs={"slug": word, "title": word},
                copy_revisions=False,
                keep_live=False,
            )
        self.all.append(Model(copy.pk, draft=word))
        return self.all[-1]

    # What happens by itself -------------------------------------------------------

    @rule(hours=HOURS)
    def wait(self, hours: int) -> None:
        self.clock.shift(datetime.timedelta(hours=hours))

    @rule()
    def run_scheduler(self) -> None:
        with self.committed():
            call_command("run_scheduler", once=True)
        now = timezone.now()
        for page in self.all:
            if page.exists and page.plan and page.plan[0] <= now:
                self.goes_live(page, page.plan[1], None)
        for page in self.all:
            if page.exists and page.live and page.expires and page.expires <= now:
                self.goes_down(page)

    def goes_live(self, page: Model, title: str, end: datetime.datetime | None) -> None:
        page.plan = None
        for each in [page, *(a for a in self.all if a.source is page and a.exists)]:
            each.live, each.title, each.expires = True, title, end

    def goes_down(self, page: Model) -> None:
        page.plan = None
        for each in [page, *(a for a in self.all if a.source is page and a.exists)]:
            each.live = False

    # What must hold ---------------------------------------------------------------

    @invariant()
    def rule_and_listing_agree_with_the_model(self) -> None:
        expected = {page.pk for page in self.all if page.is_visible()}
        ids = [page.pk for page in self.all]
        assert set(public_pages().filter(pk__in=ids).values_list("pk", flat=True)) == (
            expected
        )
        answer = Client().get("/api/v2/pages/?type=home.StandardPage&limit=100").json()
        originals = {
            page.pk for page in self.all if page.is_visible() and not page.source
        }
        assert {item["id"] for item in answer["items"]} == originals
        assert answer["meta"]["total_count"] == len(originals)

    def check_every_channel(self) -> None:
        client = Client()
        for page in self.all:
            visible = page.is_visible()
            status = client.get(f"/api/v2/pages/{page.pk}/").status_code
            assert (status == 200) is visible, page
            if page.exists:
                response = client.get(Page.objects.get(pk=page.pk).url)
                assert (response.status_code == 200) is visible, page
                assert (page.title in response.content.decode()) or not visible
            visible_titles = {p.title for p in self.all if p.is_visible()}
            for word in {page.draft, page.title} - {""}:
                found = client.get("/search/", {"q": word})
                hit = f"<mark>{word}</mark>" in found.content.decode()
                assert hit is (word in visible_titles), (word, page)

    # Helpers ----------------------------------------------------------------------

    def word(self) -> str:
        self.words += 1
        return f"wort{'abcdefghij'[self.words % 10]}{self.words}"

    def stored(self, page: Model) -> Page:
        return Page.objects.get(pk=page.pk).specific

    def latest(self, page: Model) -> Page:
        return self.stored(page).get_latest_revision_as_object()

    def committed(self) -> object:
        """Run what waits for a commit, as the search index does."""
        return TestCase.captureOnCommitCallbacks(execute=True)


@pytest.mark.django_db
def test_visitors__see_what_the_model_says():
    run_state_machine_as_test(Editors, settings=PROFILE)


@pytest.mark.django_db
def test_model__notices_that_an_expiry_is_ignored(plant):
    plant(rule_without("expire_at"))
    first_failure = settings(PROFILE, phases=[Phase.generate], max_examples=50)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(Editors, settings=first_failure)
