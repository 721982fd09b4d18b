"""How much a visitor's telephone has to load; the figures are in tests/budgets.json."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from tests.browser.gates.conftest import GATE, HERE
from tests.browser.gates.views import CHOSEN, VIEWS


pytestmark = GATE

BUDGETS = json.loads((HERE.parents[1] / "budgets.json").read_text(encoding="utf-8"))
PHONE = {"width": 360, "device_scale_factor": 2}
#: What browsers call a thing, and the budget that it falls under.
KINDS = {"document": "html", "stylesheet": "css", "script": "js"}


#: Keeps pages to be read offline. Browsers fetch it apart, once for all pages.
WORKER = "/service-worker.js"


def load(new_page, path, **phone):
    """Return the bytes that went over the wire for a page, by kind."""
    page = new_page(**{**PHONE, **phone})
    answers = []
    page.on("requestfinished", lambda request: answers.append(request))
    page.goto(path)
    sizes = Counter()
    for request in answers:
        response = request.response()
        # Errors are never kept, and so packed by the proxy in front if at all.
        if (
            request.resource_type in KINDS
            and response.ok
            and len(response.body()) > 500
        ):
            encoding = response.headers.get("content-encoding")
            assert encoding in {"br", "gzip"}, f"{request.url} is not packed"
        sizes[request.resource_type] += request.sizes()["responseBodySize"]
        if "/offline." in request.url:
            worker = page.request.get(WORKER)
            assert worker.headers["content-encoding"] == "gzip"
            sizes["script"] += int(worker.headers["content-length"])
    return sizes


@pytest.mark.parametrize("name", CHOSEN)
def test_page__keeps_to_the_budgets(new_page, name):
    sizes = load(new_page, VIEWS[name])
    assert sizes["document"] > 0
    assert sizes["font"] == 0
    spent = {kind: sizes[name] for name, kind in KINDS.items()}
    assert {kind: size for kind, size in spent.items() if size >= BUDGETS[kind]} == {}


def test_script_budget__counts_the_worker(new_page):
    assert load(new_page, "/")["script"] > 1500


@pytest.mark.parametrize("scale", [2, 3])
def test_home__keeps_to_its_budget(new_page, scale):
    """With the pictures above the fold as large as telephones want them."""
    sizes = load(new_page, "/", device_scale_factor=scale)
    # Those of `LARGE` were there: the others are shrunk, and tiny.
    assert sizes["image"] > 20_000 * scale
    total = sum(sizes.values())
    assert total <= BUDGETS["home with pictures above the fold"], dict(sizes)
