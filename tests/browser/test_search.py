"""Suggestions below the search box, in a real browser: mouse, keyboard, screen reader."""

from __future__ import annotations

from django.db import connection

import pytest
from playwright.sync_api import expect

from home.models import HomePage
from tests import factories


pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(
        connection.vendor != "sqlite",
        reason="what a browser does with suggestions does not depend on the database",
    ),
]


@pytest.fixture
def site(live_server):
    home = HomePage.objects.get()
    for title in ("Choir in London", "Choir in Leeds"):
        factories.StandardPageFactory(parent=home, title=title)
    return live_server.url


@pytest.fixture
def box(chromium, site):
    """The search box of a page that complains of nothing."""
    page = chromium.new_page(viewport={"width": 360, "height": 740})
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{site}/search/")
    yield page.locator("input[name=q]")
    assert complaints == []


def test_suggestions__are_worked_by_the_keyboard_alone(box, site):
    page = box.page
    expect(box).to_have_attribute("role", "combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    place = page.locator("#results, .ways-on").first.bounding_box()
    box.focus()
    page.keyboard.type("choir")
    options = page.get_by_role("option")
    expect(options).to_have_count(2)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".search-field [role=status]")).to_have_text(
        "Number of suggestions: 2"
    )
    assert page.locator(".ways-on").first.bounding_box() == place  # nothing moves
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")  # back in the box
    expect(box).not_to_have_attribute("aria-activedescendant", "suggestion-1")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "suggestion-0")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("choir")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/choir-in-leeds/")


def test_suggestions__are_taken_by_touch_and_leave_enter_to_the_form(box, site):
    page = box.page
    box.fill("choir")
    expect(page.get_by_role("option")).to_have_count(2)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/search/?q=choir")
    box.fill("choir lo")
    page.get_by_role("option", name="Choir in London").click()
    page.wait_for_url(f"{site}/choir-in-london/")


def test_suggestions__are_not_asked_for_where_data_is_to_be_saved(chromium, site):
    page = chromium.new_page()
    page.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'connection',"
        " {get: () => ({saveData: true})})"
    )
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/search/")
    box = page.locator("input[name=q]")
    box.fill("choir")
    expect(box).not_to_have_attribute("role", "combobox")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/search/?q=choir")
    assert not [url for url in asked if "suggest" in url]


def test_search__works_without_scripts(chromium, site):
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/search/")
    page.locator("input[name=q]").fill("chior london")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="choir london").click()
    expect(page.get_by_role("link", name="Choir in London")).to_be_visible()
