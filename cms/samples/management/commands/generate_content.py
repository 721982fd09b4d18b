"""`manage.py generate_content`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from cms.samples.builder import SampleContentError
from cms.samples.bulk import Generator
from cms.samples.management.commands.load_sample_content import only_warnings


if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    help = (
        "Make up any amount of public content to measure a large site with. It cannot be "
        "taken back: use a database that you can throw away. The same seed makes the "
        "same content, once."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the amounts."""
        for name in ("editions", "stories", "press-releases"):
            parser.add_argument(f"--{name}", type=int, default=0, metavar="N")
        parser.add_argument("--seed", type=int, default=1, metavar="S")
        parser.add_argument(
            "--in-production",
            action="store_true",
            help="Do it with production settings, too: on a copy made for measuring.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it, and say what was made.

        Raises:
            CommandError: This is a public site, a number is negative, or other content
                is in the way.
        """
        if settings.SECURE_SSL_REDIRECT and not options["in_production"]:
            raise CommandError(
                "These are production settings. Invented pages would be public at once. "
                "--in-production does it nevertheless, on a copy made for measuring."
            )
        amounts = [options[name] for name in ("editions", "stories", "press_releases")]
        if min(amounts) < 0 or options["seed"] < 0:
            raise CommandError("Amounts and the seed must not be negative.")
        generator = Generator(options["seed"])
        try:
            with only_warnings("wagtail"):
                generator.make(*amounts)
        except SampleContentError as error:
            raise CommandError(str(error)) from error
        with connection.cursor() as cursor:  # or the database plans for no rows
            cursor.execute("ANALYZE")
        made = sorted(generator.made.items())
        things = ", ".join(f"{count} {name}" for name, count in made)
        self.stdout.write(self.style.SUCCESS(f"Made: {things}."))
