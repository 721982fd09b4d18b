"""A card of ours on other websites, in a real browser."""

from __future__ import annotations

import json
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from django.db import connection

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.wordpress import filtered, post


pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(
        connection.vendor != "sqlite",
        reason="what a browser does with a card does not depend on the database",
    ),
]


@pytest.fixture
def release(live_server, settings, press):
    settings.BASE_URL = live_server.url
    return factories.PressReleasePageFactory(
        parent=press,
        title="A choir sings",
        introduction="Forty people sing online. " * 15,
        image=factories.ImageFactory(credit="Amina Khan"),
    )


@pytest.fixture
def blog():
    """Another website, which shows whatever HTML it was given."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = server.html.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            """Say nothing of each request."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.url = f"http://127.0.0.1:{server.server_port}/"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def embed_html(release, **parameters) -> str:
    """Ask as another website does, by the link in the head of the page."""
    query = "".join(f"&{name}={value}" for name, value in parameters.items())
    with urllib.request.urlopen(f"{release.oembed_url}{query}") as answer:  # noqa: S310
        return json.load(answer)["html"]


def test_card__works_in_a_stock_wordpress(release, blog, chromium):
    """The frame may run scripts and nothing else: it has no origin, cannot navigate."""
    page = chromium.new_page(viewport={"width": 320, "height": 900})
    problems, asked = [], []
    page.on("console", lambda m: m.type == "error" and problems.append(m.text))
    page.on("request", lambda request: asked.append(request.url))
    blog.html = post(filtered(embed_html(release, maxwidth=300, maxheight=200)))
    page.goto(blog.url)
    frame = page.locator("iframe")
    expect(frame).to_be_visible()
    expect(page.locator("blockquote")).to_be_hidden()
    card = frame.content_frame
    expect(card.get_by_role("heading", level=1)).to_have_text("A choir sings")
    picture = card.get_by_role("img")
    assert picture.evaluate(
        "async i => { await i.decode(); return i.naturalWidth > 0 }"
    )
    assert card.locator("body").evaluate("b => getComputedStyle(b).marginTop") == "0px"
    fits = "d => d.scrollHeight <= d.clientHeight && d.scrollWidth <= d.clientWidth"
    page.wait_for_function("document.querySelector('iframe').height > 300")
    assert card.locator("html").evaluate(fits)
    hosts = (blog.url, release.canonical_url.removesuffix(release.url))
    assert all(
        url.startswith((*hosts, "data:")) for url in asked if "favicon" not in url
    )
    assert [text for text in problems if "favicon" not in text] == []
    card.get_by_role("link", name="A choir sings").click()
    page.wait_for_url(release.canonical_url)
    # The page itself is for no frame of another website.
    blog.html = f'<!DOCTYPE html><iframe src="{release.canonical_url}"></iframe>'
    page.goto(blog.url)
    page.frames[1].wait_for_url("chrome-error://**")
    page.close()


def test_card__works_without_scripts(release, blog, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    blog.html = f"<!DOCTYPE html><title>A blog</title>{embed_html(release)}"
    page.goto(blog.url)
    expect(page.locator("blockquote")).to_be_hidden()
    card = page.locator("iframe").content_frame
    card.get_by_role("link", name="A choir sings").click()
    page.wait_for_url(release.canonical_url)
    assert context.cookies() == []
    # In WordPress the link stands where the frame would be.
    blog.html = post(filtered(embed_html(release)))
    page.goto(blog.url)
    expect(page.locator("iframe")).to_be_hidden()
    page.get_by_role("link", name="A choir sings").click()
    page.wait_for_url(release.canonical_url)
    context.close()
