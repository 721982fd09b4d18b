"""Badges in lists and at the form, and the first page of the admin."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest

from cms.publishing.models import Bundle, BundlePage, BundleState, Heartbeat
from tests import factories
from tests.publishing.editing import (
    EMBARGO,
    IN_WORDS,
    MINUTE,
    START,
    TYPED,
    edit_url,
    make_editor,
    save,
    schedule,
    text_of,
)


BADGE = f"Embargoed until {IN_WORDS}"


@pytest.fixture(autouse=True)
def _clock(time_machine):
    time_machine.move_to(START, tick=False)


@pytest.fixture
def officer(press, client):
    user = make_editor("officer", press, "add", "change", "publish")
    client.force_login(user)
    return user


@pytest.fixture
def draft(press):
    return factories.PressReleasePageFactory(
        parent=press, title="Choir to sing", live=False
    )


def listing(client, press) -> str:
    return text_of(client.get(f"/admin/pages/{press.pk}/"))


def form(client, page) -> str:
    return text_of(client.get(edit_url(page)))


def publish(page):
    """Make a page public as an editor does: Wagtail knows its public version."""
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def put_into_bundle(page) -> None:
    bundle = Bundle.objects.create(
        title="World Refugee Day", go_live_at=EMBARGO, state=BundleState.APPROVED
    )
    BundlePage.objects.create(bundle=bundle, page=page, revision=page.save_revision())


def test_embargoed_page__says_until_when(officer, draft, press, client):
    schedule(draft)
    assert BADGE in listing(client, press)
    assert BADGE in form(client, draft)
    assert f"Publish on: {IN_WORDS}" in form(client, draft)


def test_plain_draft_and_public_page__have_no_badge(officer, draft, press, client):
    factories.PressReleasePageFactory(parent=press, title="Out")
    for words in (listing(client, press), form(client, draft)):
        assert "Embargoed" not in words
        assert "Expires" not in words


def test_draft_over_a_live_page__is_told_from_an_embargo(officer, press, client):
    live = publish(factories.PressReleasePageFactory(parent=press, title="Out"))
    schedule(live, introduction="The new text.")
    for words in (listing(client, press), form(client, live)):
        assert f"Public; scheduled draft replaces it on {IN_WORDS}" in words
        assert "Embargoed" not in words


def test_live_row_with_a_time_ahead__is_embargoed(officer, press, client):
    factories.PressReleasePageFactory(parent=press, go_live_at=EMBARGO)
    assert BADGE in listing(client, press)


def test_page_in_an_approved_bundle__names_it(officer, draft, press, client):
    put_into_bundle(draft)
    for words in (listing(client, press), form(client, draft)):
        assert f"{BADGE} (bundle “World Refugee Day”)" in words


def test_end__is_told(officer, press, client, time_machine):
    release = factories.PressReleasePageFactory(parent=press, expire_at=EMBARGO)
    assert f"Expires on {IN_WORDS}" in listing(client, press)
    assert f"Expires on {IN_WORDS}" in form(client, release)
    time_machine.move_to(EMBARGO, tick=False)
    client.force_login(officer)
    assert f"Expired on {IN_WORDS}" in listing(client, press)


def test_embargoed_page_that_will_expire__tells_both(officer, draft, press, client):
    schedule(draft, expire_at=EMBARGO + MINUTE)
    words = listing(client, press)
    assert BADGE in words
    assert "Expires on Sat 20 June 2026, 00:02 BST" in words


def test_overdue__is_late(officer, draft, press, client, time_machine):
    schedule(draft)
    time_machine.move_to(EMBARGO + MINUTE, tick=False)
    client.force_login(officer)
    assert f"Late: was to appear on {IN_WORDS}" in listing(client, press)


def test_time_that_nobody_has_approved__is_not_taken_for_an_embargo(
    officer, draft, press, client
):
    words = text_of(save(client, draft, go_live_at=TYPED))
    assert f"“Publish on” says {IN_WORDS}, but nothing is scheduled yet." in words
    assert "Choose “Schedule to publish” in the menu beside “Save draft”" in words
    assert "Embargoed" not in words
    assert f"Not scheduled yet: {IN_WORDS} is only noted" in listing(client, press)


def test_time_that_nobody_has_approved__over_a_live_page(officer, press, client):
    live = factories.PressReleasePageFactory(parent=press, title="Out", slug="out")
    words = text_of(save(client, live, go_live_at=TYPED))
    assert "but nothing is scheduled yet." in words


def test_editor_who_may_not_publish__is_told_to_submit(draft, press, client):
    client.force_login(make_editor("writer", press, "add", "change"))
    words = text_of(save(client, draft, go_live_at=TYPED))
    assert "It counts once somebody who may publish has approved the page" in words


def test_listing__looks_plans_up_once(officer, draft, press, client):
    """Whatever the number of rows."""
    for _number in range(5):
        schedule(factories.PressReleasePageFactory(parent=press, live=False))
    with CaptureQueriesContext(connection) as queries:
        words = listing(client, press)
    assert words.count(BADGE) == 5
    plans = [q["sql"] for q in queries if "publishing_bundlepage" in q["sql"]]
    assert len([sql for sql in plans if "expire_at" in sql]) == 1


# The first page of the admin


def dashboard(client) -> str:
    return text_of(client.get("/admin/"))


def test_dashboard__scheduler_that_runs(officer, draft, client, time_machine):
    schedule(draft)
    Heartbeat.beat("scheduler")
    time_machine.shift(3)
    words = dashboard(client)
    assert "Scheduled publishing: last run 3 s ago. 1 waiting." in words
    assert f"Next: “Choir to sing” on {IN_WORDS}." in words


def test_dashboard__scheduler_that_stands_still(officer, client, time_machine):
    Heartbeat.beat("scheduler")
    time_machine.shift(5 * MINUTE)
    words = dashboard(client)
    assert "Scheduled publishing has not run for 5 minutes." in words
    assert "Scheduled pages will be late" in words


def test_dashboard__scheduler_that_cannot_do_its_work(
    officer, draft, client, time_machine
):
    schedule(draft)
    time_machine.move_to(EMBARGO + MINUTE, tick=False)
    client.force_login(officer)
    Heartbeat.beat("scheduler")
    words = dashboard(client)
    assert "last run 0 s ago." in words
    assert "1 page or bundle could not be published or taken down in time." in words


def test_dashboard__scheduler_that_never_ran(officer, client):
    assert "Scheduled publishing has never run." in dashboard(client)


def test_dashboard__lists_what_is_planned_in_order(officer, draft, press, client):
    live = publish(factories.PressReleasePageFactory(parent=press, title="Second"))
    schedule(live, EMBARGO + MINUTE)
    factories.PressReleasePageFactory(
        parent=press, title="Third", expire_at=EMBARGO + 2 * MINUTE
    )
    schedule(draft)
    words = dashboard(client)
    rows = [
        f"{IN_WORDS} Appears Choir to sing",
        "Sat 20 June 2026, 00:02 BST Scheduled draft replaces it Second",
        "Sat 20 June 2026, 00:03 BST Expires Third",
    ]
    places = [words.index(row) for row in rows]
    assert places == sorted(places)


def test_dashboard__bundle_is_named(officer, draft, client):
    put_into_bundle(draft)
    assert "Appears (bundle “World Refugee Day”) Choir to sing" in dashboard(client)


def test_dashboard__overdue_is_marked(officer, draft, client, time_machine):
    schedule(draft)
    time_machine.move_to(EMBARGO + MINUTE, tick=False)
    client.force_login(officer)
    words = dashboard(client)
    assert f"{IN_WORDS} Late Appears Choir to sing" in words
    assert "Next:" not in words


def test_dashboard__names_no_page_of_others(draft, story, client):
    schedule(draft)
    Heartbeat.beat("scheduler")
    client.force_login(make_editor("stories", story, "change"))
    words = dashboard(client)
    assert "Choir to sing" not in words
    assert IN_WORDS not in words
    assert "waiting" not in words
    assert "No page waits for its time." in words


def test_dashboard__does_not_list_what_is_over(officer, draft, client, time_machine):
    schedule(draft)
    Heartbeat.beat("scheduler")
    draft.revisions.update(approved_go_live_at=None)
    assert "No page waits for its time." in dashboard(client)


def test_dashboard__bundle_that_failed(officer, draft, client, time_machine):
    put_into_bundle(draft)
    time_machine.move_to(EMBARGO + MINUTE, tick=False)
    client.force_login(officer)
    Bundle.objects.update(state=BundleState.FAILED)
    assert (
        f"{IN_WORDS} Late Has not appeared: the bundle “World Refugee Day” failed "
        "Choir to sing"
    ) in dashboard(client)
