"""A reader misses nothing, however many write at the same time."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, transaction
from django.test import Client

from wagtail.models import Page, PageViewRestriction

import pytest

from cms.changes.models import ContentChange, LogHead
from cms.core.models import Partner
from press.models import PressReleasePage
from refugeeweek.models import Partnership
from tests import factories
from tests.hidden import restrict


pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

WRITERS, READERS, EACH = 4, 2, 6
LONGEST = 60  # seconds


def in_thread(function, *arguments):
    """Call a function with a database connection of its own."""
    try:
        return function(*arguments)
    finally:
        connection.close()


def write(pk):
    """Publish a page again and again, by itself or together with other work."""
    for number in range(EACH):
        with transaction.atomic():
            page = PressReleasePage.objects.get(pk=pk)
            page.title = f"Release {number}"
            page.save_revision().publish()
            if number % 3 == 0:
                transaction.set_rollback(True)
            if number % 3 == 1:
                Partner.objects.first().save()


def read(done):
    """Follow the log as a partner does; return all sequences in the order of reading."""
    client, seen, after = Client(), [], 0
    while True:
        is_last = done.is_set()
        answer = client.get("/api/v2/changes/", {"after": after, "limit": 3}).json()
        seen += [item["sequence"] for item in answer["items"]]
        after = answer["meta"]["last_sequence"]
        if is_last and not answer["meta"]["has_more"]:
            return seen


def test_readers__see_every_change_once_and_in_order(press):
    releases = factories.PressReleasePageFactory.create_batch(WRITERS, parent=press)
    factories.PartnerFactory()
    done = threading.Event()
    with ThreadPoolExecutor(WRITERS + READERS) as pool:
        readers = [pool.submit(in_thread, read, done) for _ in range(READERS)]
        writers = [pool.submit(in_thread, write, page.pk) for page in releases]
        try:
            for writer in writers:
                writer.result(LONGEST)
        finally:
            done.set()
        sequences = [reader.result(LONGEST) for reader in readers]
    end = LogHead.objects.get().sequence
    assert sequences == [list(range(1, end + 1))] * READERS
    for page in releases:
        rows = ContentChange.objects.filter(page_id=page.pk)
        assert rows.count() == 1 + EACH - EACH // 3  # made, and what was not undone


# Two changes that are nothing without each other ----------------------------------


def together(first, second):
    """Do two things at the same time: neither sees what the other has done.

    Both wait for each other right before they commit. Where one has to wait for the
    other (SQLite has one writer), the second is done after the first.
    """
    meeting = threading.Barrier(2)

    def one(work):
        with transaction.atomic():
            work()
            if connection.vendor == "postgresql":
                meeting.wait(LONGEST)

    with ThreadPoolExecutor(2) as pool:
        for each in [pool.submit(in_thread, one, work) for work in (first, second)]:
            each.result(LONGEST)


def during(work, other):
    """Do something whose transaction lasts longer than all of the other's.

    SQLite has one writer: there the other comes before.
    """
    if connection.vendor == "sqlite":
        other()
        work()
        return
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        work()
        pool.submit(in_thread, other).result(LONGEST)


def last_event(page):
    return ContentChange.objects.filter(page_id=page.pk).order_by("sequence").last()


def test_page_published_while_what_is_above_is_opened__is_told(home):
    section = factories.StandardPageFactory(parent=home)
    page = factories.StandardPageFactory(parent=section, live=False)
    restrict(section)
    together(
        lambda: PageViewRestriction.objects.get(page=section).delete(),
        lambda: page.save_revision().publish(),
    )
    assert Client().get(f"/api/v2/pages/{page.pk}/").status_code == 200
    assert last_event(page).event == "published"


def test_page_published_while_what_is_above_is_hidden__is_not_told(home):
    section = factories.StandardPageFactory(parent=home)
    page = factories.StandardPageFactory(parent=section, live=False)
    together(
        lambda: restrict(section),
        lambda: page.save_revision().publish(),
    )
    assert Client().get(f"/api/v2/pages/{page.pk}/").status_code != 200
    last = last_event(page)
    assert last is None or last.event == "restricted"


def test_page_moved_while_what_is_above_is_opened__is_told(home):
    hidden, section = factories.StandardPageFactory.create_batch(2, parent=home)
    page = factories.StandardPageFactory(parent=hidden)
    restrict(hidden)
    restrict(section)
    together(
        lambda: PageViewRestriction.objects.get(page=section).delete(),
        lambda: Page.objects.get(pk=page.pk).move(
            Page.objects.get(pk=section.pk), pos="last-child"
        ),
    )
    assert Client().get(f"/api/v2/pages/{page.pk}/").status_code == 200
    last = last_event(page)
    assert last.event in ("published", "opened")
    assert last.path == Page.objects.get(pk=page.pk).get_url()


def test_snippet_changed_while_a_page_takes_it_up__is_told_of_the_page(edition):
    story = factories.EventStoryPageFactory(parent=edition)
    partner = factories.PartnerFactory(name="Old name")

    def rename():
        partner.name = "New name"
        partner.save()

    def take_up():
        story.partnerships = [Partnership(partner_id=partner.pk, role="host")]
        story.save_revision().publish()

    before = LogHead.objects.get().sequence
    during(rename, take_up)
    rows = ContentChange.objects.filter(page_id=story.pk, sequence__gt=before)
    # Whoever read the page after the first of them may have seen the old name.
    assert rows.count() == 2
