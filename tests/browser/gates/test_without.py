"""Every journey with scripts off and cookies blocked, as some browsers have it."""

from __future__ import annotations

import json
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import FLAGS
from tests.browser.gates.conftest import GATE
from tests.browser.gates.views import CHOSEN, RELEASE, STATUS, VIEWS


pytestmark = GATE


#: What Chromium writes down where somebody blocks all cookies, and storage with them.
NO_COOKIES = {"profile": {"default_content_setting_values": {"cookies": 2}}}
STORES = """() => {
    document.cookie = "a=b";
    try { localStorage.setItem("a", "b"); } catch { return document.cookie; }
    return "storage";
}"""


@contextmanager
def blocking(playwright, chromium, profile, **options):
    """Open a telephone whose reader has blocked all cookies, in a folder of its own."""
    (profile / "Default").mkdir()
    text = json.dumps(NO_COOKIES)
    (profile / "Default/Preferences").write_text(text, encoding="utf-8")
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=chromium,
        args=FLAGS,
        viewport={"width": 360, "height": 740},
        **{"java_script_enabled": False, "reduced_motion": "reduce", **options},
    )
    yield context
    context.close()


@pytest.fixture(scope="module")
def window(playwright, _chromium_path, site, tmp_path_factory):
    """A telephone without scripts that takes no cookies, one for all tests."""
    folder = tmp_path_factory.mktemp("no-cookies")
    with blocking(playwright, _chromium_path, folder, base_url=site) as context:
        yield context


@pytest.fixture
def page(window):
    page = window.new_page()
    yield page
    page.close()


@pytest.fixture
def scripted(playwright, _chromium_path, site, tmp_path):
    """The same with scripts, none of which may go wrong."""
    wrong = []
    allowed = {"base_url": site, "java_script_enabled": True}
    with blocking(playwright, _chromium_path, tmp_path, **allowed) as context:
        context.on("weberror", lambda error: wrong.append(str(error.error)))
        yield context.pages[0]
    assert wrong == []


def test_cookies__are_really_blocked(scripted):
    scripted.goto("/")
    assert scripted.evaluate(STORES) == ""


def test_scripts__do_without_cookies_and_storage(scripted):
    for path in (VIEWS["home"], VIEWS["story"], VIEWS["offline"]):
        scripted.goto(path)
        scripted.wait_for_load_state("networkidle")
    expect(scripted.locator("#impossible")).to_be_visible()
    expect(scripted.locator("#forget")).to_be_hidden()
    scripted.goto("/search/")
    scripted.get_by_role("combobox").press_sequentially("sing")
    scripted.get_by_role("option").first.click()
    expect(scripted.get_by_role("heading", level=1)).to_be_visible()


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
