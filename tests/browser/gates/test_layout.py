"""Pages hold together: on narrow screens, enlarged, and with other spacing of text."""

from __future__ import annotations

import pytest

from tests.browser.gates.conftest import GATE
from tests.browser.gates.views import CHOSEN, VIEWS


pytestmark = GATE

OPEN = "document.querySelectorAll('details:not([name])').forEach(d => d.open = true)"
#: As WCAG 1.4.12 gives it.
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }"""
TWICE = "html { font-size: 200% !important; }"
#: Through the object model, which the policy of our pages allows.
STYLE = """text => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet]; }"""
#: What sticks out of the page, and the words that a box cuts off. A summary that ends
#: after some lines is meant to: its page has the whole of it.
BROKEN = """() => {
    const root = document.documentElement, least = 2, cut = [];
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const clips = each => {
        const style = getComputedStyle(each);
        return /hidden|clip/.test(style.overflowX + style.overflowY)
            && style.webkitLineClamp === "none" && each.clientHeight > least;
    };
    while (words.nextNode()) {
        const text = words.currentNode, box = text.parentElement.closest("*");
        if (!text.data.trim() || !box.checkVisibility()) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        for (let around = box; around !== document.body; around = around.parentElement) {
            if (getComputedStyle(around).webkitLineClamp !== "none") break;
            if (!clips(around)) continue;
            const edge = around.getBoundingClientRect();
            if ([...range.getClientRects()].some(line => line.width > 0
                && (line.bottom > edge.bottom + least || line.right > edge.right + least
                    || line.left < edge.left - least)))
                cut.push(`cuts off: ${text.data.trim().slice(0, 60)}`);
        }
    }
    if (root.scrollWidth > root.clientWidth) {
        const wide = [...document.body.querySelectorAll("*")].filter(each => {
            const box = each.getBoundingClientRect();
            return box.right > root.clientWidth + 1 || box.left < -1;
        }).slice(0, 3).map(each => each.outerHTML.slice(0, 90));
        cut.push(`${root.scrollWidth} px wide: ${wide.join(" | ")}`);
    }
    return cut;
}"""
#: WCAG 1.4.10, 1.4.12 and 1.4.4: the width in pixels and what a reader adds.
READERS = {
    "400 % zoom": (320, ""),
    "text spacing": (320, SPACING),
    "200 % zoom": (640, ""),
    "200 % text": (1280, TWICE),
}


@pytest.mark.parametrize("name", CHOSEN)
def test_page__needs_no_sideways_scroll_and_cuts_nothing_off(new_page, name):
    page = new_page()
    page.goto(VIEWS[name])
    page.evaluate(OPEN)
    broken = []
    for reader, (width, style) in READERS.items():
        page.set_viewport_size({"width": width, "height": 600})
        page.evaluate(STYLE, style)
        broken += [f"{reader}: {each}" for each in page.evaluate(BROKEN)]
    assert broken == []
