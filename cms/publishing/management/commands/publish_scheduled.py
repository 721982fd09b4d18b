from __future__ import annotations

from typing import Any

from cms.publishing.management.commands.run_scheduler import Command as RunScheduler


class Command(RunScheduler):
    """Takes the place of Wagtail's command of this name.

    That one locks nothing: beside `run_scheduler` it would publish a page twice.
    """

    help = "Does what is due now and ends, as `run_scheduler --once` does."

    def add_arguments(self, parser: Any) -> None:
        parser.set_defaults(once=True)
