"""`manage.py prepare_site`: what `make run` does before it serves."""

from __future__ import annotations

import logging
import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand

from wagtail.models import Page


HOME_DEPTH = 2  # the invisible root is 1, the home pages are 2
PASSWORD_BYTES = 12
USERNAME = "admin"


class Command(BaseCommand):
    help = (
        "Bring the database up to date; give an empty site its sample content and its "
        "first administrator. Run twice it changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare the site, and say where it will be."""
        call_command("migrate", interactive=False, verbosity=0)
        if not Page.objects.filter(depth__gt=HOME_DEPTH).exists():
            self.stdout.write("Loading the sample content; this takes a minute.")
            logging.getLogger("wagtail").setLevel(logging.WARNING)
            call_command("load_sample_content", stdout=self.stdout)
        self._create_first_admin()
        self.stdout.write(
            f"\n  The site:     {settings.BASE_URL}/\n"
            f"  For editors:  {settings.BASE_URL}/admin/\n"
            "  Ctrl-C ends it.\n"
        )

    def _create_first_admin(self) -> None:
        """Make an administrator where there is none; tell the password this once."""
        users = get_user_model().objects
        if users.filter(is_superuser=True).exists():
            return
        password = secrets.token_urlsafe(PASSWORD_BYTES)
        users.create_superuser(USERNAME, password=password)
        self.stdout.write(
            f"\n  Log in as:    {USERNAME}\n"
            f"  Password:     {password}\n"
            "  It is shown this once: write it down, or choose another after login."
        )
