"""A partner's website, which knows nothing of this one but its API."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from django.conf import settings as django_settings

import pytest
from playwright.sync_api import expect

from tests.api.conftest import rich_edition, rich_release, rich_story


pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


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


def test_address__cannot_name_a_foreign_api(story, site, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/partner-site/?api=https://evil.example/api/")
    expect(page.get_by_role("link", name="Singing Our Lives")).to_be_visible()
    assert all(url.startswith((site, "data:")) for url in asked)


def test_preview__shows_the_draft_under_a_banner(story, site, page):
    story.title = "Not published yet"
    token = story.get_preview_signer().sign("token")
    story.update_page_preview(token)
    page.goto(
        f"{site}/partner-site/?content_type={story.get_content_type_str()}&token={token}"
    )
    expect(page.get_by_role("heading", level=1)).to_have_text("Not published yet")
    expect(page.get_by_role("status")).to_contain_text("Preview")


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


def test_unknown_story__says_so(site, home, chromium):
    page = chromium.new_page()
    page.goto(f"{site}/partner-site/?list=stories&id=999999")
    expect(page.get_by_role("alert")).to_have_text("not found")
    page.close()
