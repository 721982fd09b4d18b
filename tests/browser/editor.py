"""An editor at work in Wagtail's admin, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import TimeoutError as TookTooLong
from playwright.sync_api import expect


if TYPE_CHECKING:
    from playwright.sync_api import FrameLocator, Locator, Page


SLOW = 10_000  # milliseconds
IDS = "blocks => blocks.map(block => block.dataset.contentpath)"


class Editor:
    """Clicks and types as an editor would, on the form of one page."""

    def __init__(self, page: Page, base_url: str) -> None:
        self.page = page
        self.base_url = base_url

    def log_in(self, username: str, password: str) -> None:
        self.page.goto(f"{self.base_url}/admin/login/")
        self.page.fill("[name=username]", username)
        self.page.fill("[name=password]", password)
        self.page.click("button[type=submit]")
        self.page.wait_for_selector("text=Pages")

    def open(self, path: str) -> None:
        self.page.goto(self.base_url + path)
        self.page.wait_for_selector("[data-streamfield-stream-container]")

    def add_block(self, label: str) -> Locator:
        """Add a block to the end of the body; return its panel.

        The panel is found by its own id: its place may change while one types.
        """
        stream = self.page.locator("[data-streamfield-stream-container]").first
        blocks = stream.locator(":scope > [data-streamfield-child]")
        before = blocks.evaluate_all(IDS)
        stream.locator(":scope > div > [title='Insert a block']").last.click()
        self.page.get_by_role("option", name=label, exact=True).click()
        expect(blocks).to_have_count(len(before) + 1)
        (added,) = set(blocks.evaluate_all(IDS)) - set(before)
        return stream.locator(f"[data-contentpath='{added}']")

    def fill(self, panel: Locator, **values: str) -> None:
        """Fill fields by the end of their names, such as `figures_0_value_label`."""
        for name, value in values.items():
            panel.locator(f"[name$='-{name.replace('_', '-')}']").fill(value)

    def write(self, panel: Locator, text: str) -> None:
        """Type into the rich text field of a block."""
        panel.locator(".public-DraftEditor-content").click()
        self.page.keyboard.type(text)

    def choose(self, panel: Locator, button: str, title: str) -> None:
        """Choose something by its title in the dialogue that `button` opens."""
        opener = panel.get_by_role("button", name=button).first
        dialog = self.page.locator(".modal-dialog")
        choice = dialog.get_by_text(title, exact=False).first
        opener.click()
        try:
            choice.wait_for(timeout=SLOW)
        except TookTooLong:  # seen once, on a busy machine: people click again then
            self.page.keyboard.press("Escape")
            opener.click()
        choice.click()
        dialog.wait_for(state="detached")

    def save_draft(self) -> None:
        self.page.get_by_role("button", name="Save draft").click()
        self.page.wait_for_load_state("networkidle")

    def preview(self, mode: str) -> FrameLocator:
        """Show the unsaved text in a preview mode; return the preview's frame."""
        panel = self.page.locator("[data-preview-panel], .w-preview").first
        if not panel.is_visible():
            self.page.get_by_role("button", name="Toggle preview").click()
        self.page.get_by_label("Preview mode").select_option(label=mode)
        return self.page.frame_locator("#w-preview-iframe")

    def publish(self) -> None:
        self.page.get_by_role("button", name="More actions").click()
        self.page.get_by_role("button", name="Publish", exact=True).click()
        self.page.wait_for_selector(".messages .success")
