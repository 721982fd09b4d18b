"""What visitors read without a connection, in a real browser."""

from __future__ import annotations

import datetime

from django.db import connection
from django.utils import timezone

import pytest
from playwright.sync_api import expect

from cms.changes.offline import views
from cms.publishing.models import ShareLink
from tests import factories


pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(
        connection.vendor != "sqlite",
        reason="what a browser keeps does not depend on the database",
    ),
]

DAY = datetime.timedelta(days=1)
KEPT = """async () =>
    (await caches.keys()).filter(n => n.startsWith("copy:")).map(n => n.slice(5)).sort()"""
ADDRESSES = """async () => (await Promise.all((await caches.keys()).map(async name =>
    (await (await caches.open(name)).keys()).map(r => new URL(r.url))))).flat()
    .map(url => url.pathname + url.search)"""
CHECKED = (
    """async () => Boolean(await caches.match("/checked", {cacheName: "frame"}))"""
)
FORGET_CHECK = """async () => (await caches.open("frame")).delete("/checked")"""
WAITING = """async (wanted) => {
    for (let tries = 0; tries < 1500; tries += 1) {
        if (String(await (%s)()) === wanted) return;
        await new Promise((go) => setTimeout(go, 20));
    }
    throw new Error("waited in vain for " + wanted);
}"""


@pytest.fixture
def story(live_server, settings, story):
    settings.BASE_URL = live_server.url
    settings.RESPONSE_CACHE_MB = 8
    story.title = "Living Library"
    story.image = factories.ImageFactory()
    story.save_revision().publish()
    return story


@pytest.fixture
def page(chromium):
    return chromium.new_context().new_page()


def wait_until(page, script: str, wanted: str) -> None:
    """Wait until a script in the page gives these words."""
    page.evaluate(WAITING % script, wanted)


def read(page, live_server, path: str) -> None:
    """Open a page and wait until the browser has kept it and looked after the others."""
    page.goto(f"{live_server.url}{path}")
    wait_until(page, CHECKED, "true")


def test_story__is_read_without_a_connection(page, story, live_server):
    read(page, live_server, story.url)
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Living Library")
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 0
    shown = page.evaluate("[...document.images].map(i => i.complete && i.naturalWidth)")
    assert shown
    assert all(shown)
    # What is not kept leads to a list of what is, in the language of its address.
    page.goto(f"{live_server.url}/ar/press/")
    assert page.evaluate("document.documentElement.lang") == "ar"
    expect(page.locator("#missing")).to_be_visible()
    link = page.locator("#kept a")
    expect(link).to_have_text("Living Library")
    expect(link).to_have_attribute("lang", "en")
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Living Library")


def test_copy__is_replaced_and_taken_away_by_the_site(page, story, live_server):
    read(page, live_server, story.url)
    story.title = "A library of people"
    story.save_revision().publish()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("A library of people")
    story.unpublish()
    assert page.reload().status == 410
    wait_until(page, KEPT, "")
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("#missing")).to_be_visible()
    expect(page.locator("#some")).to_be_hidden()


def test_copy__is_checked_while_other_pages_are_read(
    page, story, live_server, monkeypatch
):
    monkeypatch.setattr(views, "MOST_COPIES", 2)
    read(page, live_server, story.get_parent().url)  # makes room for the last one
    read(page, live_server, story.url)
    read(page, live_server, "/")
    wait_until(page, KEPT, f"/,{story.url}")
    story.unpublish()
    page.evaluate(FORGET_CHECK)  # as an hour would
    read(page, live_server, "/")
    wait_until(page, KEPT, "/")


def test_copy__ends_when_something_expires(page, story, live_server):
    story.expire_at = timezone.now() + datetime.timedelta(hours=1)
    story.save_revision().publish()
    read(page, live_server, story.url)
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Living Library")
    worker = page.context.service_workers[0]
    worker.evaluate("() => { const now = Date.now(); Date.now = () => now + 3600000 }")
    page.reload()
    expect(page.locator("#missing")).to_be_visible()
    wait_until(page, KEPT, "")


def test_nothing_else__is_kept(page, story, home, live_server):
    draft = factories.StandardPageFactory(parent=home, live=False, title="SECRET")
    link = ShareLink(
        page_id=draft.pk, made_at=timezone.now(), expires_at=timezone.now() + DAY
    )
    shared = f"/shared/{link.set_new_token()}/"
    link.save()
    for path in (
        "/",
        shared,
        "/admin/login/",
        "/search/?q=library",
        "/?page=1",
        "/nowhere/",
        "/api/v2/pages/",
        "/?utm_source=poster",
    ):
        read(page, live_server, path)
        page.wait_for_load_state("networkidle")
        page.context.clear_cookies()  # or the next answer is one for an editor
    wait_until(page, KEPT, "/")
    folders = {address.split("/")[1] for address in page.evaluate(ADDRESSES)}
    assert folders == {"", "ar", "checked", "media", "offline", "static"}
    assert not any("?" in address for address in page.evaluate(ADDRESSES))


def test_nothing__is_kept_for_who_is_logged_in(page, story, live_server, admin_client):
    session = admin_client.cookies["sessionid"].value
    page.context.add_cookies(
        [{"name": "sessionid", "value": session, "url": live_server.url}]
    )
    read(page, live_server, story.url)
    assert page.evaluate(KEPT) == []


def test_switch__makes_browsers_forget(page, story, live_server, settings):
    read(page, live_server, story.url)
    settings.OFFLINE_READING = False
    page.goto(f"{live_server.url}/")
    wait_until(page, "async () => (await caches.keys()).length", "0")
    registrations = (
        "async () => (await navigator.serviceWorker.getRegistrations()).length"
    )
    wait_until(page, registrations, "0")
    page.reload()
    assert page.evaluate("navigator.serviceWorker.controller") is None


def test_visitor__saves_data_or_forgets_and_refuses(chromium, story, live_server):
    page = chromium.new_context().new_page()
    page.add_init_script(
        "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"
    )
    page.goto(f"{live_server.url}{story.url}")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("() => caches.keys()") == []

    page = chromium.new_context().new_page()
    read(page, live_server, story.url)
    page.goto(f"{live_server.url}/offline/")
    expect(page.locator("#kept a")).to_have_text("Living Library")
    page.locator("#forget").click()
    expect(page.locator("#refused")).to_be_visible()
    assert page.evaluate(KEPT) == []
    page.goto(f"{live_server.url}{story.url}")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("() => caches.keys()") == []
    page.goto(f"{live_server.url}/offline/")
    page.locator("#again").click()
    read(page, live_server, story.url)
    assert page.evaluate(KEPT) == [story.url]
