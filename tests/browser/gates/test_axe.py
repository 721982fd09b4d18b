"""Accessibility as far as a program sees it: axe-core on every page, in every colour.

What only a person can tell is in docs/accessibility-testing.md.
"""

from __future__ import annotations

import pytest

from tests.browser.gates.conftest import GATE
from tests.browser.gates.views import CHOSEN, STATUS, VIEWS


pytestmark = GATE

WIDTHS = (360, 1280)
TAGS = [
    *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"),
    "best-practice",
]
OPEN = "document.querySelectorAll('details:not([name])').forEach(d => d.open = true)"
#: The rules whose answer changes with the colours alone.
OF_COLOUR = ["color-contrast", "link-in-text-block"]
RUN = """([where, only]) => axe.run(where, {
        runOnly: only, resultTypes: ["violations"], rules: {"target-size": {enabled: true}}})
    .then(found => found.violations.flatMap(rule => rule.nodes.map(
        node => `${rule.id} (${rule.help}): ${node.target.join(" ")}`)))"""
#: A card stands in a frame on another page, which has the landmarks and the `h1`.
EXCEPT = {"card": {"region", "landmark-one-main", "page-has-heading-one"}}


@pytest.fixture(scope="module")
def axe(tools):
    return (tools / "axe-core/axe.min.js").read_text(encoding="utf-8")


def violations(page, axe, where="html"):
    """Return what axe finds in a part of the page, in light and in dark."""
    page.evaluate(axe)  # through the debugger, whatever the policy of the page
    found = []
    for scheme, kind, rules in (("light", "tag", TAGS), ("dark", "rule", OF_COLOUR)):
        page.emulate_media(color_scheme=scheme)
        only = {"type": kind, "values": rules}
        found += [f"{scheme}: {each}" for each in page.evaluate(RUN, [where, only])]
    return found


@pytest.mark.parametrize("name", CHOSEN)
def test_axe__finds_nothing(new_page, axe, name):
    page = new_page(WIDTHS[0])
    assert page.goto(VIEWS[name]).status == STATUS.get(name, 200)
    page.evaluate(OPEN)
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{width} {each}" for each in violations(page, axe)]
    allowed = EXCEPT.get(name, ())
    assert [each for each in found if each.split()[2] not in allowed] == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["home", "home, Arabic"])
def test_axe__finds_nothing_in_the_open_menu(new_page, axe, name, width):
    page = new_page(width)
    page.goto(VIEWS[name])
    if width < 600:
        page.locator("[popovertarget=menu]:not(#menu *)").click()
    for group in page.locator("#menu summary").all():
        group.click()
        assert violations(page, axe, "#menu") == []
        group.click()


@pytest.mark.parametrize("width", WIDTHS)
def test_axe__finds_nothing_in_the_suggestions(new_page, axe, width):
    page = new_page(width)
    page.goto("/search/")
    page.get_by_role("combobox").press_sequentially("sing")
    page.get_by_role("option").first.wait_for()
    assert violations(page, axe) == []
