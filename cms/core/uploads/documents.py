"""Documents. They stay as they are, and must be what the end of their name says."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

import filetype

from cms.core.uploads.basics import check_size, extension_of


if TYPE_CHECKING:
    from collections.abc import Callable

    from django.core.files.base import File

#: The part by which a ZIP archive is an office document.
OFFICE_PARTS = {
    "docx": "word/document.xml",
    "pptx": "ppt/presentation.xml",
    "xlsx": "xl/workbook.xml",
}
ODT_TYPE = b"application/vnd.oasis.opendocument.text"
#: Where office documents keep programs.
MACROS = ("vbaproject.bin", "basic/", "scripts/")
#: How much is read to know a kind of file; a PDF begins within that, says its norm.
BEGINNING = 1024


def check_document(file: File, name: str) -> None:
    """Refuse a document that is empty, too large or not what its name says.

    Raises:
        ValidationError: Says to the editor what is wrong.
    """
    check_size(file, settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
    extension = extension_of(name)
    kind = KINDS.get(extension)
    if kind is None or extension not in settings.WAGTAILDOCS_EXTENSIONS:
        raise ValidationError(
            _("Files of this kind cannot be uploaded. These can: %(extensions)s."),
            params={"extensions": ", ".join(settings.WAGTAILDOCS_EXTENSIONS)},
            code="unknown_kind",
        )
    file.seek(0)
    try:
        is_right = kind(file, extension)
    finally:
        file.seek(0)
    if not is_right:
        raise ValidationError(
            _(
                "The name of this file ends in .%(extension)s, but that is not what is "
                "in it, or it is broken. Save it again from the program that it comes "
                "from."
            ),
            params={"extension": extension},
            code="wrong_content",
        )


def _is_pdf(file: File, extension: str) -> bool:
    return b"%PDF-" in file.read(BEGINNING)


def _is_rtf(file: File, extension: str) -> bool:
    return file.read(BEGINNING).startswith(b"{\\rtf")


def _is_text(file: File, extension: str) -> bool:
    """Text in any encoding but those with zero bytes; not a file of a known kind."""
    content = file.read()
    return b"\0" not in content and filetype.guess(content[:BEGINNING]) is None


def _is_archive(file: File, extension: str) -> bool:
    """A ZIP archive, of the right kind if it is an office document."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if extension == "zip":
                return True
            _check_macros(names)
            if extension == "odt":
                with archive.open("mimetype") as part:
                    return part.read(BEGINNING).strip() == ODT_TYPE
    except (zipfile.BadZipFile, KeyError, NotImplementedError, OSError, RuntimeError):
        return False
    return OFFICE_PARTS[extension] in names


def _check_macros(names: list[str]) -> None:
    parts = [name.lower() for name in names]
    if any(part.startswith(MACROS) or part.endswith(MACROS[0]) for part in parts):
        raise ValidationError(
            _("This document holds macros. Save it without them."), code="macros"
        )


KINDS: dict[str, Callable[[File, str], bool]] = {
    "csv": _is_text,
    "docx": _is_archive,
    "odt": _is_archive,
    "pdf": _is_pdf,
    "pptx": _is_archive,
    "rtf": _is_rtf,
    "txt": _is_text,
    "xlsx": _is_archive,
    "zip": _is_archive,
}
