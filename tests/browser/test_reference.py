"""The reference of the API: nothing but our own files, under the visitors' policy."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


WIDTHS = (360, 1280)  # a telephone and a desk


@pytest.fixture
def page(chromium):
    """A window that remembers what it asked for and what went wrong."""
    page = chromium.new_page()
    page.set_default_timeout(30_000)
    page.asked, problems = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "console",
        lambda message: (
            message.type in ("error", "warning") and problems.append(message.text)
        ),
    )
    yield page
    page.close()
    assert problems == []


def test_reference__is_read_and_tried_out(story, live_server, page):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        answer = page.goto(f"{live_server.url}/api/v2/docs/")
        policy = answer.headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "script-src 'self'" in policy
        expect(page.get_by_role("heading", level=1)).to_contain_text("partner API")
        try_out(page.locator("#operations-stories-listStories"))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    listing = f"{live_server.url}/api/v2/stories/"
    assert [url for url in page.asked if url.startswith(listing)]
    assert all(url.startswith((live_server.url, "data:")) for url in page.asked)


def try_out(operation):
    """Open an operation of the reference and ask the API with it."""
    operation.get_by_role("button").first.click()
    expect(operation.get_by_text("The rows that were asked for.").first).to_be_visible()
    operation.get_by_role("button", name="Try it out").click()
    operation.get_by_role("button", name="Execute").click()
    answer = operation.locator(".live-responses-table")
    expect(answer).to_contain_text("Living Library")
