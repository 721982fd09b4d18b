"""`manage.py load_sample_content`."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from cms.samples.builder import SampleContentError
from cms.samples.loader import load


if TYPE_CHECKING:
    from collections.abc import Iterator


class Command(BaseCommand):
    help = (
        "Load the sample content: Refugee Week at IOM UK from 2017 to 2024. What is "
        "there already is left as it is; run twice it changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what was made."""
        try:
            with only_warnings("wagtail"):
                made = load()
        except SampleContentError as error:
            raise CommandError(str(error)) from error
        if not made:
            self.stdout.write("The sample content is there already: nothing to do.")
            return
        things = ", ".join(f"{count} {name}" for name, count in sorted(made.items()))
        self.stdout.write(self.style.SUCCESS(f"Sample content loaded: {things}."))


@contextmanager
def only_warnings(name: str) -> Iterator[None]:
    """Keep a logger from telling of each of a hundred pages saved and published."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(level)
