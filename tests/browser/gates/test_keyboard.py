"""The keyboard alone: it reaches all there is, and one always sees where it is."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.gates.conftest import GATE
from tests.browser.gates.views import VIEWS


pytestmark = GATE

#: What the focus is on: whether it can be seen, and whether anything tells it.
FOCUS = """() => {
    const on = document.activeElement;
    const outlined = each => {
        const style = each && getComputedStyle(each);
        return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    };
    const box = [...on.getClientRects()].find(r => r.width && r.height);
    if (!box) return {name: on.outerHTML.slice(0, 90), shown: false};
    const inset = 2, points = [
        [box.left + box.width / 2, box.top + box.height / 2],
        [box.left + inset, box.top + inset], [box.right - inset, box.bottom - inset],
        [box.left + inset, box.bottom - inset], [box.right - inset, box.top + inset]];
    const uncovered = points.some(([x, y]) => {
        const top = document.elementFromPoint(x, y);
        return top && (on.contains(top) || top.contains(on));
    });
    return {
        name: on.outerHTML.slice(0, 90),
        tag: on.localName,
        shown: uncovered && box.top >= -1 && box.left >= -1
            && box.top < innerHeight && box.right <= innerWidth + 1,
        outlined: outlined(on) || outlined(on.closest(".card, .edition")),
    };
}"""
#: Everything that one can work; a closed `details` hides what it holds.
WORKABLE = """() => [...document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter(each => each.checkVisibility({visibilityProperty: true}) && !each.disabled)
    .length"""
OPEN = "document.querySelectorAll('details:not([name])').forEach(d => d.open = true)"


def walk(page, most=400):
    """Press Tab until the end of the page; yield what each stop is like."""
    for _stop in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            return
        yield page.evaluate(FOCUS)
    pytest.fail("Tab does not reach the end of the page")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    "name", ["home", "edition", "story", "release", "results", "press, Arabic"]
)
def test_tab__reaches_all_and_is_always_seen(new_page, name, width):
    page = new_page(width)
    page.goto(VIEWS[name])
    page.evaluate(OPEN)
    stops = list(walk(page))
    assert "skip-link" in stops[0]["name"]
    assert [stop["name"] for stop in stops if not stop["shown"]] == []
    assert [stop["name"] for stop in stops if not stop["outlined"]] == []
    assert len(stops) >= page.evaluate(WORKABLE)


def test_skip_link__leads_past_the_menu(new_page):
    page = new_page()
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def press_until_on(page, locator, key="Tab", most=80):
    """Press a key until the focus is on an element; only the keyboard moves it."""
    for _press in range(most):
        page.keyboard.press(key)
        if locator.evaluate("each => each === document.activeElement"):
            return
    pytest.fail(f"{key} does not reach {locator}")


def test_menu__is_worked_on_a_telephone(new_page):
    page = new_page(360)
    page.goto("/")
    button = page.locator("[popovertarget=menu]:not(#menu *)")
    press_until_on(page, button)
    page.keyboard.press("Enter")
    expect(page.locator("#menu")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#menu")).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Space")
    group = page.locator("#menu summary").first
    press_until_on(page, group)
    page.keyboard.press("Enter")
    link = page.locator("#menu details[open] a").first
    press_until_on(page, link)
    assert page.evaluate(FOCUS)["shown"]
    follow(page, link)


def test_mega_menu__is_worked_at_a_desk(new_page):
    page = new_page()
    page.goto("/")
    groups = page.locator("#menu summary")
    press_until_on(page, groups.first)
    page.keyboard.press("Enter")
    press_until_on(page, groups.nth(1))
    page.keyboard.press("Space")
    expect(page.locator("#menu details[open]")).to_have_count(1)  # covers nothing else
    link = page.locator("#menu details[open] a").last
    press_until_on(page, link)
    assert page.evaluate(FOCUS)["shown"]
    follow(page, link)


def follow(page, link):
    """Press Enter on a link and land on the page that it names."""
    href = link.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{href}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_language_switch__is_worked(new_page):
    page = new_page(360)
    page.goto(VIEWS["edition"])
    switch = page.locator(".languages a").first
    press_until_on(page, switch)
    page.keyboard.press("Enter")
    page.wait_for_url("**/ar/refugee-week/2022/")
    assert page.evaluate("document.documentElement.dir") == "rtl"


def test_filters_and_pages__are_worked(new_page):
    page = new_page(360)
    page.goto("/press/")
    following = page.locator(".pagination [rel=next]")
    press_until_on(page, following)
    page.keyboard.press("Enter")
    page.wait_for_url("**/press/?page=2")
    expect(page.locator(".releases h3")).not_to_have_count(0)
    page.goto("/press/")
    group = page.locator(".filters summary").first
    press_until_on(page, group)
    page.keyboard.press("Enter")
    choice = page.locator(".filters [href$='year=2020']")
    press_until_on(page, choice)
    page.keyboard.press("Enter")
    page.wait_for_url("**/press/?year=2020")
    back = page.locator(".chosen .clear")
    press_until_on(page, back)
    page.keyboard.press("Enter")
    page.wait_for_url("**/press/")


def test_suggestions__are_worked(new_page):
    page = new_page(360)
    page.goto("/search/")
    field = page.locator("[name=q]")
    press_until_on(page, field)
    page.keyboard.type("living")
    option = page.get_by_role("option").first
    option.wait_for()
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == option.get_attribute("id")
    page.keyboard.press("Escape")
    expect(option).to_be_hidden()
    expect(field).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=living")
    expect(page.locator(".results li")).not_to_have_count(0)


def test_details__are_worked(new_page):
    page = new_page(360)
    page.goto(VIEWS["cancelled"])
    summary = page.locator(".video summary")
    press_until_on(page, summary)
    inside = page.locator(".video details")
    before = inside.evaluate("each => each.open")
    page.keyboard.press("Enter")
    assert inside.evaluate("each => each.open") is not before
