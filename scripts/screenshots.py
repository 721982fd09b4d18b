"""Takes the pictures under docs/screenshots: each kind of page as visitors see it.

    python -m scripts.screenshots [NAME …]

Starts the site with the sample content in a temporary folder, on a port that is free,
and looks at it with Chromium: at 360 and 1280 pixels, in English and Arabic, some pages
in the dark. Names such as `edition` limit what is taken.
"""

from __future__ import annotations

import io
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright


ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"
WIDTHS = (360, 1280)
MOST_BYTES = 150_000
TALLEST = 3200  # pixels: what follows repeats itself, and WebP has an end
NAMES = ("chromium", "chromium-browser", "google-chrome")
PAGES = {
    "home": "/",
    "editions": "/refugee-week/",
    "edition": "/refugee-week/2022/",
    "story": "/refugee-week/2022/singing-our-lives-union-chapel/",
    "press": "/press/",
    "release": "/press/refugee-week-2020-global-music-video/",
    "standard": "/who-we-are/",
    "search": "/search/?q=music",
    "nothing-found": "/search/?q=zzzz",
    "not-found": "/no-such-page/",
}
ARABIC = ("home", "editions", "edition", "story", "press", "release", "standard")
DARK = ("home", "editions", "story")


class Shot(NamedTuple):
    """One picture: what it shows, and how."""

    name: str
    path: str
    width: int
    scheme: str


def shots(wanted: list[str]) -> Iterator[Shot]:
    """Yield what is to be taken, all of it or the pages that are `wanted`."""
    for name, path in PAGES.items():
        if wanted and name not in wanted:
            continue
        for width in WIDTHS:
            yield Shot(f"{name}-{width}", path, width, "light")
            if name in ARABIC:
                yield Shot(f"{name}-ar-{width}", f"/ar{path}", width, "light")
            if name in DARK:
                yield Shot(f"{name}-dark-{width}", path, width, "dark")


@contextmanager
def site() -> Iterator[str]:
    """Serve the sample content from a temporary folder; yields the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="screenshots-") as folder:
        settings = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "MEDIA_ROOT": f"{folder}/media",
            "BASE_URL": f"http://127.0.0.1:{port}",
        }
        manage = [sys.executable, str(ROOT / "manage.py")]
        quiet = subprocess.DEVNULL
        subprocess.run(
            [*manage, "prepare_site"], env=settings, check=True, stdout=quiet
        )
        server = subprocess.Popen(
            [*manage, "runserver", "--noreload", f"127.0.0.1:{port}"],
            env=settings,
            stdout=quiet,
            stderr=quiet,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/health/live", server)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=10)


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    for _second in range(60):
        if server.poll() is not None:
            raise SystemExit("The site did not start.")
        try:
            with urlopen(url, timeout=5):  # noqa: S310 - our own address
                return
        except (URLError, ConnectionError):
            time.sleep(1)
    raise SystemExit("The site did not answer within a minute.")


def take(browser: Browser, address: str, shot: Shot) -> int:
    """Write one picture; returns its size in bytes."""
    view = {"width": shot.width, "height": 800}
    context = browser.new_context(viewport=view, color_scheme=shot.scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address + shot.path, wait_until="load")
    _load_pictures(page)
    picture = Image.open(io.BytesIO(page.screenshot(full_page=True)))
    context.close()
    height = min(picture.height, TALLEST)
    data = _compressed(picture.convert("RGB").crop((0, 0, picture.width, height)))
    (FOLDER / f"{shot.name}.webp").write_bytes(data)
    return len(data)


def _load_pictures(page: Page) -> None:
    """Let pictures that wait until they are scrolled to be there, too."""
    page.evaluate(
        """async () => {
            for (const image of document.images) {
                image.loading = "eager";
                image.decoding = "sync";
            }
            await Promise.all([...document.images].map((image) => image.decode()));
            await new Promise((done) => requestAnimationFrame(() =>
                requestAnimationFrame(done)));
        }"""
    )


def _compressed(picture: Image.Image) -> bytes:
    for quality in (80, 70, 60, 45, 30):
        data = io.BytesIO()
        picture.save(data, "WEBP", quality=quality, method=6)
        if data.tell() <= MOST_BYTES:
            break
    return data.getvalue()


def main(wanted: list[str]) -> None:
    """Take the pictures and say what each weighs."""
    chromium = next(filter(None, map(shutil.which, NAMES)), None)
    if chromium is None:
        raise SystemExit("There is no Chromium on the path.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with site() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        for shot in shots(wanted):
            print(f"{shot.name:24} {take(browser, address, shot) / 1000:6.0f} kB")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
