"""Writes the press releases of this site to a file that the stock project loads.

    python benchmarks/export_content.py FILE

Run with the environment of this site. First it puts a word that stands nowhere else
into 50 releases, so that both sites find the same 50.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from random import Random
from typing import Any

import django


django.setup()

from benchmarks.rows import MATCHES, RARE_WORD  # noqa: E402 - Django must be set up first
from cms.core.models import CustomImage  # noqa: E402
from home.models import HomePage  # noqa: E402
from press.models import PressReleasePage  # noqa: E402


TAGS = ["arts", "cities", "data", "families", "film", "health", "music", "schools"]
TAGS_ON_A_PAGE = 2
LINK = re.compile(r'linktype="page" id="(\d+)"')


def spread_rare_word() -> None:
    """Put the word into releases that lie evenly among all."""
    releases = PressReleasePage.objects.order_by("pk")
    every = max(releases.count() // MATCHES, 1)
    for page in releases[::every][:MATCHES]:
        if RARE_WORD not in page.introduction:
            page.introduction += f" {RARE_WORD.capitalize()}."
            page.save()


class Exporter:
    """Turns releases into what JSON can say.

    Images are named by their place in the list of all, pages that text leads to by
    their slug; what is no release becomes the home page.
    """

    def __init__(self) -> None:
        images = CustomImage.objects.order_by("pk")
        self._images = {image.pk: place for place, image in enumerate(images)}
        self._slugs: dict[str, str] = {}
        self._random = Random(1)  # noqa: S311 - content, no secret
        self.images = [
            {"title": one.title, "description": one.description, "file": one.file.path}
            for one in images
        ]

    def release(self, page: PressReleasePage) -> dict[str, Any]:
        """Return what the stock project's release holds of ours."""
        self._slugs[str(page.pk)] = page.slug
        body = [self._block(block.block_type, block.value) for block in page.body]
        return {
            "title": page.title,
            "slug": page.slug,
            "date": page.date.isoformat(),
            "introduction": page.introduction,
            "image": self._images[page.image_id or 0],
            "body": [block for block in body if block],
            "tags": self._random.sample(TAGS, TAGS_ON_A_PAGE),
        }

    def _block(self, kind: str, value: Any) -> tuple[str, Any] | None:
        if kind == "paragraph":
            return kind, LINK.sub(self._link, value.source)
        if kind == "heading":
            return kind, value["text"]
        if kind == "image":
            place = self._images[value["image"].pk]
            return kind, {"image": place, "caption": value["caption"]}
        if kind == "quote":
            return kind, {"text": value["text"], "attribution": value["attribution"]}
        return None  # the tutorial has no block for it: less to do for the stock site

    def _link(self, found: re.Match[str]) -> str:
        return f'linktype="page" id="{self._slugs.get(found[1], "")}"'


def main(file: Path) -> None:
    """Write everything."""
    spread_rare_word()
    home = HomePage.objects.order_by("pk")[0]
    exporter = Exporter()
    releases = PressReleasePage.objects.order_by("pk").iterator(500)
    content = {
        "home": home.title,
        "intro": home.introduction[:255],
        "images": exporter.images,
        "releases": [exporter.release(page) for page in releases],
    }
    file.write_text(json.dumps(content))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
