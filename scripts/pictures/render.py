"""Turn the SVG drawings into JPEG files with headless Chromium.

Run ``python -m scripts.pictures.render`` after the drawings are written.
Names of pictures on the command line limit the work to those pictures.
Needs Chromium on the path and the packages ``playwright`` and ``pillow``.
"""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from scripts.pictures.draw import FOLDER, SIZES, USUAL


PICTURES = Path(__file__).parents[2] / "cms" / "samples" / "pictures"
QUALITY = 82
LARGEST = 200_000
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def jpeg(image: Image.Image) -> bytes:
    """Compress a picture; one that stays too heavy loses a little quality."""
    for quality in range(QUALITY, 60, -4):
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=quality, progressive=True, optimize=True)
        if buffer.tell() <= LARGEST:
            break
    return buffer.getvalue()


def render(page: Page, source: Path) -> None:
    """Photograph one drawing and save it with the sample content."""
    width, height = SIZES.get(source.stem, USUAL)
    page.set_viewport_size({"width": width, "height": height})
    drawing = source.read_text(encoding="utf-8")
    page.set_content(f'<body style="margin:0;overflow:hidden">{drawing}</body>')
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    (PICTURES / f"{source.stem}.jpg").write_bytes(jpeg(image))


def main() -> None:
    """Render all drawings, or those that are named."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("Chromium is not on the path.")
    wanted = set(sys.argv[1:])
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page()
        for source in sorted(FOLDER.glob("*.svg")):
            if not wanted or source.stem in wanted:
                render(page, source)
        browser.close()


if __name__ == "__main__":
    main()
