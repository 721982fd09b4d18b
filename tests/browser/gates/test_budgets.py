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


def load(new_page, path):
    """Return the bytes that went over the wire for a page, by kind."""
    page = new_page(**PHONE)
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
    return sizes


@pytest.mark.parametrize("name", CHOSEN)
def test_page__keeps_to_the_budgets(new_page, name):
    sizes = load(new_page, VIEWS[name])
    assert sizes["document"] > 0
    assert sizes["font"] == 0
    spent = {kind: sizes[name] for name, kind in KINDS.items()}
    assert {kind: size for kind, size in spent.items() if size >= BUDGETS[kind]} == {}


def test_home__keeps_to_its_budget(new_page):
    sizes = load(new_page, "/")
    assert sizes["image"] > 10_000  # the pictures were there, and not tiny ones
    total = sum(sizes.values())
    assert total <= BUDGETS["home with pictures above the fold"], dict(sizes)
