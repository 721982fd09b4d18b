"""`manage.py load_content FILE`: the content of the site beside, page by page."""

from __future__ import annotations

import json
import re
from argparse import ArgumentParser
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.management.base import BaseCommand
from django.db import connection, transaction

from wagtail.images.models import Image
from wagtail.models import Page, Site
from wagtail.rich_text import RichText

from home.models import HomePage
from press.models import PressIndexPage, PressReleasePage


LINK = re.compile(r'linktype="page" id="([^"]*)"')


class Command(BaseCommand):
    help = "Load the content that benchmarks/export_content.py has written."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    @transaction.atomic
    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        content = json.loads(file.read_text())
        self.images = [self._image(one) for one in content["images"]]
        index = self._tree(content)
        self.ids = {"": index.get_parent().pk}
        for values in content["releases"]:
            page = self._release(values)
            index.add_child(instance=page)
            self.ids[page.slug] = page.pk
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")

    def _image(self, values: dict[str, Any]) -> Image:
        with open(values["file"], "rb") as file:
            image = Image(title=values["title"], description=values["description"])
            image.file = File(file, Path(values["file"]).name)
            image.save()
        return image

    def _tree(self, content: dict[str, Any]) -> PressIndexPage:
        Page.objects.get(depth=2).delete()
        root = Page.objects.get(depth=1)
        home = HomePage(
            title=content["home"], intro=content["intro"], image=self.images[0]
        )
        root.add_child(instance=home)
        Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
        index = PressIndexPage(title="Press", slug="press", show_in_menus=True)
        home.add_child(instance=index)
        return index

    def _release(self, values: dict[str, Any]) -> PressReleasePage:
        day = date.fromisoformat(values["date"])
        moment = datetime.combine(day, time(12), UTC)
        page = PressReleasePage(
            title=values["title"],
            slug=values["slug"],
            date=day,
            intro=values["introduction"],
            image=self.images[values["image"]],
            body=[self._block(kind, value) for kind, value in values["body"]],
            first_published_at=moment,
            last_published_at=moment,
        )
        page.tags.add(*values["tags"])
        return page

    def _block(self, kind: str, value: Any) -> tuple[str, Any]:
        if kind == "image":
            return kind, {**value, "image": self.images[value["image"]]}
        if kind == "paragraph":
            return kind, RichText(LINK.sub(self._link, value))
        return kind, value

    def _link(self, found: re.Match[str]) -> str:
        return f'linktype="page" id="{self.ids[found[1]]}"'
