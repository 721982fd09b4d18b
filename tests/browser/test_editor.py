"""A press officer's whole way: write, look, publish, find."""

from __future__ import annotations

import httpx
import pytest
from playwright.sync_api import expect

from cms.core.blocks import StoryBlock
from tests import factories
from tests.browser.editor import Editor


pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

TITLE = "A choir of five hundred"
SENTENCE = "Nearly five hundred people sang the last chorus."


@pytest.fixture
def site(live_server, settings):
    """The site under the address that its own links name."""
    settings.BASE_URL = settings.WAGTAILAPI_BASE_URL = live_server.url
    # Saving by itself turns “add” into “edit” while a preview is on its way, which then
    # asks the new address for what was sent to the old one.
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    settings.WAGTAIL_HEADLESS_PREVIEW = {
        **settings.WAGTAIL_HEADLESS_PREVIEW,
        "CLIENT_URLS": {"default": f"{live_server.url}/partner-site/"},
    }
    return live_server.url


@pytest.fixture
def editor(chromium, site, home, admin_user):
    context = chromium.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(30_000)
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "console",
        lambda message: (
            "Content Security Policy" in message.text and problems.append(message.text)
        ),
    )
    editor = Editor(page, site)
    editor.log_in("admin", "password")
    yield editor
    context.close()
    assert problems == []


def write_every_block(editor: Editor) -> None:
    """Add one block of each type, filled in as far as it must be."""
    editor.fill(editor.add_block("Heading"), text="What happened")
    editor.write(editor.add_block("Paragraph"), SENTENCE)
    editor.fill(editor.add_block("Quotation"), text="We sang.", attribution="A singer")
    editor.fill(
        editor.add_block("Key figures"),
        figures_0_value_figure="nearly 500",
        figures_0_value_label="people",
    )
    note = editor.add_block("Note")
    editor.fill(note, title="Background")
    editor.write(note, "Since 2017.")
    editor.fill(
        editor.add_block("Timeline"),
        entries_0_value_date="2017",
        entries_0_value_title="First concert",
    )
    editor.choose(editor.add_block("Picture"), "Choose an image", "Rehearsal")
    gallery = editor.add_block("Gallery")
    gallery.get_by_title("Add").last.click()
    pictures = gallery.locator("[data-streamfield-child]")
    expect(pictures).to_have_count(2)
    for picture in pictures.all():
        editor.choose(picture, "Choose an image", "Rehearsal")
    editor.fill(
        editor.add_block("Film"), url="https://vimeo.com/1", title="The concert film"
    )
    editor.choose(editor.add_block("Document"), "Choose a document", "Song sheet")
    editor.fill(
        editor.add_block("Call to action"), label="Join", url="https://example.org/"
    )
    editor.choose(editor.add_block("Partners"), "Choose partner", "Union Chapel")
    editor.choose(editor.add_block("Related pages"), "Choose a page", "Refugee Week")


def test_press_release__from_the_first_word_to_the_partner(editor, site, press):
    factories.ImageFactory(title="Rehearsal")
    factories.DocumentFactory(title="Song sheet")
    factories.PartnerFactory(name="Union Chapel")

    editor.open(f"/admin/pages/add/press/pressreleasepage/{press.pk}/")
    editor.page.fill("[name=title]", TITLE)
    editor.page.fill("[name=introduction]", "They filled the chapel.")
    write_every_block(editor)

    website = editor.preview("Website")
    expect(website.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(website.get_by_text(SENTENCE)).to_be_visible()

    partner = editor.preview("Partner site").frame_locator("iframe")
    expect(partner.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(partner.get_by_text(SENTENCE)).to_be_visible()

    api = httpx.get(f"{site}/api/v2/press-releases/").json()
    assert api["meta"]["total_count"] == 0  # so far nobody else sees it

    editor.publish()

    visitor = editor.page.context.browser.new_page()
    visitor.goto(f"{site}/press/")
    visitor.get_by_role("link", name=TITLE).first.click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(visitor.get_by_text(SENTENCE)).to_be_visible()

    visitor.goto(f"{site}/search/?q=chorus")
    expect(visitor.get_by_role("link", name=TITLE).first).to_be_visible()
    visitor.close()

    (item,) = httpx.get(f"{site}/api/v2/press-releases/?fields=body").json()["items"]
    assert item["title"] == TITLE
    assert {block["type"] for block in item["body"]} == set(StoryBlock().child_blocks)


def test_preview_mode__chosen_while_a_preview_loads(editor, press):
    editor.open(f"/admin/pages/add/press/pressreleasepage/{press.pk}/")
    editor.page.fill("[name=title]", TITLE)

    def choose_the_other_mode_first(route):
        editor.page.get_by_label("Preview mode").select_option(label="Partner site")
        route.continue_()

    editor.page.route("**/preview/?mode=&**", choose_the_other_mode_first, times=1)
    editor.preview("Website")

    partner = editor.page.frame_locator("#w-preview-iframe").frame_locator("iframe")
    expect(partner.get_by_role("heading", level=1)).to_have_text(TITLE)


def test_press_release__that_breaks_a_rule_says_where(editor, press):
    editor.open(f"/admin/pages/add/press/pressreleasepage/{press.pk}/")
    editor.page.fill("[name=title]", "Half written")
    heading = editor.add_block("Heading")
    editor.fill(heading, text="Too deep")
    heading.locator("select").select_option("h4")
    editor.save_draft()
    expect(heading).to_contain_text("skips a level")
