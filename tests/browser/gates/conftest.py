"""One server and one browser for all gates, which run together and first."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection

import pytest
from playwright.sync_api import sync_playwright

from cms.samples.library import PICTURES
from tests.browser.conftest import FLAGS
from tests.browser.gates.server import serving
from tests.sample_site import shrink_pictures


HERE = Path(__file__).parent
TOOLS = HERE.parent / "tools"
MIGRATED = "SELECT count(*) FROM wagtailcore_page"
#: The pictures that the home page shows first. Making each takes seconds.
LARGE = ("home-hero", "edition-2024")
#: What every gate is: run with the others, and once.
GATE = [
    pytest.mark.browser,
    pytest.mark.xdist_group("gates"),
    pytest.mark.skipif(
        connection.vendor != "sqlite",
        reason="what a browser shows does not depend on the database",
    ),
]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Put the gates first: the longest task of a worker, on a database nobody used yet."""
    items.sort(key=lambda item: HERE not in item.path.parents)


@pytest.fixture(scope="session")
def tools():
    """The folder of the programs that npm installed."""
    installed = TOOLS / "node_modules"
    is_there = (installed / ".bin").is_dir()
    if not is_there and os.environ.get("REQUIRE_BROWSER"):
        pytest.fail("REQUIRE_BROWSER is set and npm has installed nothing: make test")
    if not is_there:
        pytest.skip("no node_modules: the checks with programs from npm did not run")
    return installed


@pytest.fixture(scope="session")
def pictures(tmp_path_factory):
    """A folder with the sample pictures: small, but for those that count."""
    return mix_pictures(tmp_path_factory.mktemp("pictures"))


def mix_pictures(folder):
    """Write the sample pictures into `folder`, those of `LARGE` as they are."""
    shrink_pictures(folder)
    facts = json.loads((folder / "pictures.json").read_text(encoding="utf-8"))
    whole = json.loads((PICTURES / "pictures.json").read_text(encoding="utf-8"))
    for name in LARGE:
        shutil.copy(PICTURES / f"{name}.jpg", folder)
        facts[name] = whole[name]
    (folder / "pictures.json").write_text(json.dumps(facts), encoding="utf-8")
    return folder


@pytest.fixture(scope="package")
def site(django_db_setup, tmp_path_factory, pictures):
    """The address of a server with the sample content."""
    if running := os.environ.get("GATES_SITE"):
        yield running
        return
    folder = tmp_path_factory.mktemp("gates")
    copy_database(folder / "db.sqlite3")
    with serving(folder, pictures) as url:
        yield url


def copy_database(target: Path) -> None:
    """Copy the migrated database of the tests, if there is one and no test emptied it."""
    source = connection.settings_dict["NAME"]
    with (
        closing(sqlite3.connect(source)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        try:
            is_whole = old.execute(MIGRATED).fetchone()[0] > 1
        except sqlite3.OperationalError:  # no test of this run asked for tables
            is_whole = False
        if is_whole:
            old.backup(new)


@pytest.fixture(scope="package")
def playwright():
    """What drives browsers, once for all gates.

    While it runs Django takes this thread for one that must not ask a database; the
    gates ask their server.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with sync_playwright() as playwright:
            yield playwright


@pytest.fixture(scope="package")
def browser(playwright, _chromium_path):
    """A headless browser for all gates."""
    browser = playwright.chromium.launch(executable_path=_chromium_path, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def new_page(browser, site):
    """Open a window: `new_page(width, **options of the browser's context)`.

    Pages ask this site alone, without cookies, and the browser has nothing to complain
    about: else the test fails in the end.
    """
    contexts, wrong = [], []

    def open_page(width=1280, **options):
        context = browser.new_context(
            viewport={"width": width, "height": 740 if width < 600 else 900},
            base_url=site,
            **{"reduced_motion": "reduce", **options},
        )
        contexts.append(context)
        context.on("request", lambda request: refuse_others(request.url))
        context.on("console", lambda message: complain(message))
        context.on("weberror", lambda error: wrong.append(str(error.error)))
        return context.new_page()

    def refuse_others(url):
        if not url.startswith((f"{site}/", "data:")):
            wrong.append(f"asks {url}")

    def complain(message):
        refused = "the server responded with a status of 4"  # a view of VIEWS is
        if message.type in ("error", "warning") and refused not in message.text:
            wrong.append(f"{message.page and message.page.url}: {message.text}")

    yield open_page
    for context in contexts:
        wrong.extend(f"cookie {each['name']}" for each in context.cookies())
        context.close()
    assert wrong == []
