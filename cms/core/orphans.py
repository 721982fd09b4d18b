"""Files without a row, and rows without a file.

A server that is stopped at the wrong moment leaves a file that no row names. Backups
and hands leave rows whose file is gone.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.files.storage import default_storage
from django.utils import timezone

from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile

from cms.core.models import CustomDocument, CustomImage, CustomRendition
from cms.core.renditions import foreign_renditions, make_renditions


if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model

#: Where the files of each model lie, and which field holds the path.
FOLDERS: dict[str, tuple[type[Model], str]] = {
    "original_images": (CustomImage, "file"),
    "images": (CustomRendition, "file"),
    "documents": (CustomDocument, "file"),
    "avatar_images": (UserProfile, "avatar"),
    "wagtail_uploads": (UploadedFile, "file"),
}
#: A younger file may belong to an upload that is not finished yet.
SETTLED = timedelta(days=1)


class Orphans(NamedTuple):
    """What does not belong together any more.

    Args:
        files: Paths that no row names.
        folders: Folders with nothing in them.
        superfluous: Renditions that nothing shows, uploads that nobody finished.
        renditions: Renditions whose file is gone; they can be made again.
        lost: Other rows whose file is gone. Only a backup can help them.
    """

    files: list[str]
    folders: list[str]
    superfluous: list[Any]
    renditions: list[CustomRendition]
    lost: list[Any]


def find_orphans() -> Orphans:
    """Compare all rows with all files. Reads the whole storage and changes nothing."""
    orphans = Orphans([], [], [], [], [])
    orphans.superfluous.extend(foreign_renditions())
    for folder, (model, field) in FOLDERS.items():
        stored = set(_files_below(folder, orphans.folders))
        rows = {
            getattr(row, field).name: row
            for row in model._default_manager.exclude(**{field: ""})
        }
        orphans.files.extend(filter(_is_settled, sorted(stored - rows.keys())))
        missing: list[Any] = [rows[name] for name in sorted(rows.keys() - stored)]
        (orphans.renditions if model is CustomRendition else orphans.lost).extend(
            missing
        )
        if model is UploadedFile:
            unfinished = filter(_is_settled, sorted(stored & rows.keys()))
            orphans.superfluous.extend(rows[name] for name in unfinished)
    return orphans


def remove_orphans(orphans: Orphans) -> None:
    """Remove what `find_orphans` found; make lost renditions again."""
    for row in orphans.superfluous:
        if isinstance(row, UploadedFile):
            row.file.delete(save=False)
        row.delete()
    for rendition in orphans.renditions:
        rendition.delete()
    lost = {row.pk for row in orphans.lost if isinstance(row, CustomImage)}
    images = {rendition.image_id for rendition in orphans.renditions} - lost
    for image in CustomImage.objects.filter(pk__in=images):
        make_renditions(image)
    for path in (*orphans.files, *orphans.folders):
        default_storage.delete(path)


def _files_below(folder: str, empty: list[str]) -> Iterator[str]:
    """Yield the paths of all files below `folder`; add empty folders to `empty`."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever stored there
        return
    if not folders and not files and "/" in folder and _is_settled(folder):
        empty.append(folder)
    yield from (f"{folder}/{name}" for name in files)
    for name in folders:
        yield from _files_below(f"{folder}/{name}", empty)


def _is_settled(path: str) -> bool:
    return default_storage.get_modified_time(path) < timezone.now() - SETTLED
