"""A partner's website, which knows nothing of this one but its API."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from django.conf import settings as django_settings
from django.db import connection

from wagtail.models import Locale

import pytest
from playwright.sync_api import expect

from cms.changes.models import LogHead
from refugeeweek.models import Partnership
from tests import factories
from tests.api.conftest import rich_edition, rich_release, rich_story


pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
on_one_database = pytest.mark.skipif(
    connection.vendor != "sqlite",
    reason="what the page makes of an answer does not depend on the database",
)


#: Run in the browser: all that it has kept, addresses and content.
EVERYTHING_KEPT = """async () => {
  const texts = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      texts.push(request.url, await (await cache.match(request)).text());
    }
  }
  return texts.join("\\n");
}"""


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        """Say nothing of each request."""


@pytest.fixture
def site(live_server, settings):
    """The site under the address that its own links name."""
    settings.BASE_URL = settings.WAGTAILAPI_BASE_URL = live_server.url
    return live_server.url


@pytest.fixture
def story(home, editions, press):
    edition = rich_edition(editions, press, year=2022)
    story = rich_story(edition, press, title="Singing Our Lives")
    rich_release(press, edition, story, title="A choir sings")
    return story


@pytest.fixture
def plain_story(editions):
    edition = factories.EditionPageFactory(parent=editions, year=2022)
    story = factories.EventStoryPageFactory(parent=edition, title="Singing Our Lives")
    story.partnerships = [Partnership(partner=factories.PartnerFactory(), role="host")]
    story.save()
    return story


@pytest.fixture
def edition_2019(editions):
    edition = factories.EditionPageFactory(parent=editions, year=2019)
    return factories.EventStoryPageFactory(
        parent=edition, title="A film", event_format="screening"
    )


@pytest.fixture
def other_origin():
    """The partner's files, served by another server."""
    handler = partial(QuietHandler, directory=str(django_settings.PARTNER_SITE_DIR))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(chromium):
    page = chromium.new_page()
    page.set_default_timeout(30_000)
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "console",
        lambda message: message.type == "error" and problems.append(message.text),
    )
    yield page
    page.close()
    assert problems == []


def test_visitor__goes_from_the_lists_to_a_story(story, site, page):
    page.goto(f"{site}/partner-site/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Refugee Week")
    for title in ("Refugee Week 2022", "Singing Our Lives", "A choir sings"):
        expect(page.get_by_role("link", name=title, exact=True)).to_be_visible()
    page.get_by_role("link", name="Stories").first.click()
    page.get_by_role("link", name="Singing Our Lives").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Singing Our Lives")
    expect(page.get_by_text("Before the doors open")).to_be_visible()
    expect(page.locator(".body blockquote")).to_contain_text("We sang.")
    expect(page.locator(".facts")).to_contain_text("20 June 2022")
    hero = page.locator("article > figure img")
    expect(hero).to_have_attribute("alt", story.image.description)
    expect(page.locator("article > figure figcaption")).to_contain_text("IOM UK")
    assert hero.evaluate("img => img.complete && img.naturalWidth > 0")


def test_visitor__of_another_origin_reads_the_same(story, site, other_origin, page):
    page.goto(f"{other_origin}/?api={site}/api/v2/&list=stories&id={story.pk}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Singing Our Lives")
    expect(page.get_by_text("Before the doors open")).to_be_visible()


def test_address__cannot_name_a_foreign_api(plain_story, site, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/partner-site/?api=https://evil.example/api/")
    expect(page.get_by_role("link", name="Singing Our Lives")).to_be_visible()
    assert all(url.startswith((site, "data:")) for url in asked)


def test_preview__shows_the_draft_and_keeps_it_nowhere(plain_story, site, page):
    page.goto(f"{site}/partner-site/")
    expect(page.get_by_role("link", name="Singing Our Lives")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => {})")
    plain_story.title = "Not published yet"
    token = plain_story.get_preview_signer().sign("token")
    plain_story.update_page_preview(token)
    kind = plain_story.get_content_type_str()
    page.goto(f"{site}/partner-site/?content_type={kind}&token={token}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Not published yet")
    expect(page.get_by_role("status")).to_contain_text("Preview")
    kept = page.evaluate(EVERYTHING_KEPT)
    assert "Singing Our Lives" in kept
    assert "Not published yet" not in kept
    assert token not in kept


def test_html_of_the_api__can_run_nothing(story, site, page):
    """The API sends clean HTML; this is what would happen if it did not."""
    evil = (
        '<p onclick="window.pwned = 1">Words</p><img src="x:y" onerror="window.pwned = 1">'
        '<script>window.pwned = 1</script><a href="javascript:window.pwned = 1">click</a>'
        '<iframe src="javascript:parent.pwned = 1"></iframe><svg onload="pwned = 1"></svg>'
    )

    def answer(route):
        data = route.fetch().json()
        route.fulfill(json={**data, "body_html": evil, "title": "<b>Title</b>"})

    page.route(f"**/api/v2/stories/{story.pk}/", answer)
    page.goto(f"{site}/partner-site/?list=stories&id={story.pk}")
    expect(page.get_by_role("heading", level=1)).to_have_text("<b>Title</b>")
    page.get_by_text("Words").click()
    page.get_by_text("click", exact=True).click()
    assert page.evaluate("window.pwned") is None
    assert page.locator(".body script, .body iframe, .body svg").count() == 0


@on_one_database
def test_visitor__narrows_a_list_down(plain_story, edition_2019, site, page):
    page.goto(f"{site}/partner-site/?list=stories")
    expect(page.get_by_role("status")).to_have_text("Results: 2")
    edition = page.get_by_label("Edition")
    expect(edition.locator("option")).to_have_text(["All", "2022 (1)", "2019 (1)"])
    partner = page.get_by_label("Partner")
    expect(partner.locator("option")).to_have_count(2)
    page.get_by_label("Format").select_option(label="Screening (1)")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("status")).to_have_text("Results: 1")
    expect(page.get_by_role("link", name="A film")).to_be_visible()
    # What the others would give is still counted, and what this leaves of the rest.
    formats = page.get_by_label("Format")
    expect(formats).to_have_value("screening")
    expect(formats.locator("option")).to_have_text(
        ["All", "Concert (1)", "Screening (1)"]
    )
    expect(edition.locator("option")).to_have_text(["All", "2019 (1)"])
    page.get_by_label("Search").fill("choir")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("Nothing fits.")).to_be_visible()
    page.get_by_role("link", name="show everything").click()
    expect(page.get_by_role("status")).to_have_text("Results: 2")


@on_one_database
def test_visitor__reads_arabic_from_right_to_left(plain_story, site, page):
    arabic = Locale.objects.get(language_code="ar")
    translated = plain_story.copy_for_translation(arabic, copy_parents=True)
    translated.title = "نغني حياتنا"
    translated.save_revision().publish()
    page.goto(f"{site}/partner-site/?list=stories&id={plain_story.pk}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Singing Our Lives")
    page.get_by_role("link", name="العربية").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("نغني حياتنا")
    html = page.locator("html")
    expect(html).to_have_attribute("lang", "ar")
    expect(html).to_have_attribute("dir", "rtl")
    page.get_by_role("link", name="القصص", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("النتائج: 1")
    expect(page.get_by_label("نوع الفعالية").locator("option")).to_have_text(
        ["الكل", "حفل موسيقي (1)"]
    )
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stories")
    expect(html).to_have_attribute("dir", "ltr")


@on_one_database
def test_visitor__without_connection_sees_what_was_read(plain_story, site, chromium):
    context = chromium.new_context()
    page = context.new_page()
    one = f"{site}/partner-site/?list=stories&id={plain_story.pk}"
    page.goto(f"{site}/partner-site/?list=stories")
    expect(page.get_by_role("link", name="Singing Our Lives")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => {})")
    page.goto(one)
    expect(page.get_by_text("What happened that evening.")).to_be_visible()
    context.set_offline(True)
    page.reload()
    expect(page.get_by_text("What happened that evening.")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("This is an offline copy from")
    page.get_by_role("link", name="Editions").click()
    expect(page.get_by_role("alert")).to_contain_text("no offline copy")
    # A page that is gone goes from the copies, too, and so do lists that name it.
    context.set_offline(False)
    plain_story.unpublish()
    page.goto(one)
    expect(page.get_by_role("alert")).to_have_text("gone")
    context.set_offline(True)
    for address in (one, f"{site}/partner-site/?list=stories"):
        page.goto(address)
        expect(page.get_by_role("alert")).to_contain_text("no offline copy")
    context.close()


#: Run in the browser: whether it has read the change log to an end.
HAS_READ = "end => Object.values({...localStorage}).includes(String(end))"


def end_of_log() -> int:
    return LogHead.objects.get().sequence


@on_one_database
def test_visitor__keeps_no_copy_of_what_has_changed_since(
    plain_story, edition_2019, site, chromium
):
    gone, changed = plain_story, edition_2019
    same = factories.EventStoryPageFactory(
        parent=changed.get_parent().specific, title="As it was"
    )
    context = chromium.new_context()
    page = context.new_page()
    addresses = {
        each: f"{site}/partner-site/?list=stories&id={each.pk}"
        for each in (gone, changed, same)
    }
    for story, address in addresses.items():
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_have_text(story.title)
        page.wait_for_function(HAS_READ, arg=end_of_log())
    page.evaluate("navigator.serviceWorker.ready.then(() => {})")
    gone.unpublish()
    changed.title = "With another title"
    changed.save_revision().publish()
    # Another page is enough to learn of it.
    page.goto(f"{site}/partner-site/?list=press-releases")
    page.wait_for_function(HAS_READ, arg=end_of_log())
    kept = page.evaluate(EVERYTHING_KEPT)
    assert same.title in kept
    assert gone.title not in kept
    assert f"/stories/{changed.pk}/" not in kept
    context.set_offline(True)
    page.goto(addresses[same])
    expect(page.get_by_role("heading", level=1)).to_have_text(same.title)
    for story in (gone, changed):
        page.goto(addresses[story])
        expect(page.get_by_role("alert")).to_contain_text("no offline copy")
    context.close()


@on_one_database
def test_visitor__after_the_log_has_begun_anew_keeps_nothing(
    plain_story, site, chromium
):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{site}/partner-site/?list=stories&id={plain_story.pk}")
    expect(page.get_by_role("heading", level=1)).to_have_text(plain_story.title)
    page.wait_for_function(HAS_READ, arg=end_of_log())
    LogHead.objects.update(sequence=1, token="as in a backup")
    page.goto(f"{site}/partner-site/?list=press-releases")
    page.wait_for_function(HAS_READ, arg=1)
    assert plain_story.title not in page.evaluate(EVERYTHING_KEPT)
    context.close()


def test_unknown_story__says_so(site, home, chromium):
    page = chromium.new_page()
    page.goto(f"{site}/partner-site/?list=stories&id=999999")
    expect(page.get_by_role("alert")).to_have_text("not found")
    page.close()
