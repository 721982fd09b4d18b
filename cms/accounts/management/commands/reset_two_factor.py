"""`manage.py reset_two_factor`: for a lost telephone, when nobody else can help."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.accounts.second_step import reset


class Command(BaseCommand):
    help = (
        "Take away the second step of a user who has lost their telephone and their "
        "recovery codes. They set it up anew at the next log-in."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        """Reset the user's second step, and say whether there was one."""
        users = get_user_model()
        name = options["username"]
        try:
            user = users.objects.get_by_natural_key(name)
        except users.DoesNotExist as error:
            raise CommandError(f"There is no user “{name}”.") from error
        if reset(user):
            self.stdout.write(f"The second step of {name} was taken away.")
        else:
            self.stdout.write(f"{name} had no second step.")
