"""A real Chromium for the tests marked `browser`."""

from __future__ import annotations

import os
import shutil

import pytest
from playwright.sync_api import expect, sync_playwright


expect.set_options(timeout=30_000)  # ms; a busy machine needs more than the usual five

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def _chromium_path() -> str:
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None and os.environ.get("REQUIRE_BROWSER"):
        pytest.fail("REQUIRE_BROWSER is set and there is no Chromium on the path")
    if path is None:
        pytest.skip("no Chromium on the path: the browser tests did not run")
    return path


@pytest.fixture
def chromium(_chromium_path):
    """A headless browser; open pages with `chromium.new_page()`.

    Playwright keeps an event loop in this thread. Django takes that for a reason to
    refuse queries, and for another thread with connections of its own: a browser that
    outlived its test would keep `serialized_rollback` from bringing back the data that
    migrations made.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=_chromium_path, args=FLAGS
            )
            yield browser
            browser.close()
