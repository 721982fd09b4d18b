"""`manage.py remove_orphaned_files`: files that no row names, rows without a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand

from cms.core.orphans import find_orphans, remove_orphans


if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence


class Command(BaseCommand):
    help = (
        "Lists files that no picture or document names, renditions that nothing shows, "
        "uploads that nobody finished, and rows whose file is gone. Changes nothing "
        "without --remove."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--remove",
            action="store_true",
            help="remove them, and make lost renditions again",
        )

    def handle(self, *args: Any, remove: bool, **options: Any) -> None:
        orphans = find_orphans()
        self._list("Files that no row names", orphans.files)
        self._list("Empty folders", orphans.folders)
        self._list("Rows that nothing needs", [*map(_name, orphans.superfluous)])
        self._list("Renditions without a file", [*map(_name, orphans.renditions)])
        self._list("Lost: rows whose file is gone", [*map(_name, orphans.lost)])
        if remove:
            remove_orphans(orphans)
            self.stdout.write("Removed. Lost files can only come from a backup.")
        elif any(orphans):
            self.stdout.write("Nothing was changed. Add --remove to remove them.")

    def _list(self, heading: str, entries: Sequence[str]) -> None:
        self.stdout.write(f"{heading}: {len(entries)}")
        for entry in entries:
            self.stdout.write(f"  {entry}")


def _name(row: Any) -> str:
    """Return what an operator can find a row by."""
    return f"{row._meta.verbose_name} {row.pk}: {row}"
