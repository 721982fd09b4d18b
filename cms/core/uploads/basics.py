"""What is asked of every file."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _


if TYPE_CHECKING:
    from django.core.files.base import File


def extension_of(name: str) -> str:
    """Return the end of a file's name in small letters, such as `pdf`."""
    return PurePosixPath(name).suffix[1:].lower()


def check_size(file: File, limit: int) -> None:
    """Refuse a file that is empty or larger than `limit` bytes."""
    if not file.size:
        raise ValidationError(_("This file is empty."), code="empty")
    if file.size > limit:
        raise ValidationError(
            _("This file is too big (%(size)s). It may have up to %(limit)s."),
            params={
                "size": filesizeformat(file.size),
                "limit": filesizeformat(limit),
            },
            code="too_big",
        )
