"""Words on the arches of a page's head, of which axe-core can only say that it can't tell."""

from __future__ import annotations

import pytest

from tests.browser.gates.conftest import GATE
from tests.browser.gates.views import VIEWS


pytestmark = GATE

WIDTHS = (320, 360, 600, 768, 960, 1024, 1100, 1280, 1600, 2200)
#: How far the nearest word is from that disc, in pixels; null where there is none.
NEAREST = """() => {
    const head = document.querySelector(".page-head");
    const style = head && getComputedStyle(head, "::after");
    const disc = /100%, rgb\\([^)]+\\) 0px, rgb\\([^)]+\\) ([\\d.]+)%/;
    const found = style?.display !== "none" && style?.backgroundImage.match(disc);
    if (!found) return null;
    const box = head.getBoundingClientRect();
    const width = parseFloat(style.width), height = parseFloat(style.height);
    const centre = {x: box.left + parseFloat(style.left) + width / 2, y: box.bottom};
    const radius = Math.hypot(width / 2, height) * found[1] / 100;
    const words = document.createTreeWalker(head, NodeFilter.SHOW_TEXT);
    let nearest = Infinity;
    while (words.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(words.currentNode);
        for (const line of words.currentNode.data.trim() ? range.getClientRects() : []) {
            const x = Math.max(line.left, Math.min(centre.x, line.right));
            nearest = Math.min(nearest,
                Math.hypot(x - centre.x, line.bottom - centre.y) - radius);
        }
    }
    return nearest;
}"""


@pytest.mark.parametrize(
    "name", ["standard", "press", "cancelled", "404", "press, Arabic"]
)
def test_words__do_not_stand_on_the_disc(new_page, name):
    page = new_page()
    page.goto(VIEWS[name])
    distances = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        distances[width] = page.evaluate(NEAREST)
    assert all(distances.values())  # there is a disc
    assert {width: far for width, far in distances.items() if far < 0} == {}
