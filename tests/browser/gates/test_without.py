"""Every journey with scripts off and cookies blocked, as some browsers have it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.gates.conftest import GATE
from tests.browser.gates.views import CHOSEN, RELEASE, STATUS, VIEWS


pytestmark = GATE


@pytest.fixture
def page(new_page):
    """A telephone without scripts; `new_page` fails if a cookie was set."""
    return new_page(360, java_script_enabled=False)


def test_reader__goes_from_home_to_a_story_and_on(page):
    page.goto("/")
    page.locator("[popovertarget=menu]:not(#menu *)").click()
    page.locator("#menu summary").first.click()
    page.locator("#menu [href='/refugee-week/']").first.click()
    page.locator("main [href='/refugee-week/2022/']").first.click()
    page.locator("main [href='/refugee-week/2022/living-library/']").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Living Library")
    page.locator(".breadcrumbs [href='/refugee-week/']").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Refugee Week")


def test_journalist__finds_a_release(page):
    page.goto("/press/")
    page.locator(".pagination [rel=next]").click()
    expect(page.locator(".releases h3").first).to_be_visible()
    page.goto("/press/")
    page.locator(".filters summary").first.click()
    page.locator(".filters [href$='year=2020']").click()
    page.locator(".releases a").first.click()
    assert page.url.endswith(RELEASE)
    expect(page.locator("a[href^='mailto:'], a[href^='tel:']").first).to_be_visible()


def test_reader__narrows_an_edition_down_and_goes_back(page):
    page.goto("/refugee-week/2022/")
    page.locator(".filters summary").first.click()
    page.locator(".filters [href$='event_format=concert']").click()
    expect(page.locator(".chosen")).to_be_visible()
    page.locator(".chosen .clear").click()
    assert page.url.endswith("/refugee-week/2022/")


def test_searcher__finds(page):
    page.goto("/")
    page.locator(".masthead [href='/search/']").click()
    page.locator("[name=q]").fill("living")
    page.locator(".search-form [type=submit]").click()
    assert page.url.endswith("/search/?q=living")
    page.locator(".results a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_reader__changes_the_language(page):
    page.goto("/refugee-week/2022/")
    page.locator(".languages a").first.click()
    assert page.url.endswith("/ar/refugee-week/2022/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.locator(".languages a").first.click()
    assert page.url.endswith("/refugee-week/2022/")


@pytest.mark.parametrize(
    ("on", "link", "media_type"),
    [
        ("/press/", "link[type='application/atom+xml']", "application/atom+xml"),
        ("/press/", "link[type='application/feed+json']", "application/feed+json"),
        ("/refugee-week/", "link[type='application/atom+xml']", "application/atom+xml"),
        ("/refugee-week/", "main a[href$='calendar.ics']", "text/calendar"),
        (RELEASE, "main a[href$='/text/']", "text/plain"),
        (RELEASE, "main a[href$='kit.zip']", "application/zip"),
    ],
)
def test_reader__takes_along(page, on, link, media_type):
    page.goto(on)
    href = page.locator(link).first.get_attribute("href")
    answer = page.request.get(href)
    assert answer.status == 200
    assert answer.headers["content-type"].startswith(media_type)
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("name", CHOSEN)
def test_page__is_whole_without_scripts(page, name):
    answer = page.goto(VIEWS[name])
    assert answer.status == STATUS.get(name, 200)
    assert "set-cookie" not in answer.headers
    expect(page.locator("h1, .card").first).to_be_visible()
