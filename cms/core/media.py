"""Uploaded pictures, as visitors get them."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe


if TYPE_CHECKING:
    from django.http import HttpRequest

# Python before 3.13 does not know it where the system has no list of types.
mimetypes.add_type("image/webp", ".webp")

#: Documents are not among them: they have a view that asks who may read them.
PUBLIC_FOLDERS = ("images", "original_images", "avatar_images")
#: A path holds random text and is never used for another file.
FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def serve_media(request: HttpRequest, path: str) -> FileResponse:
    """Return the picture stored at `path`; anything else is an unknown address."""
    folder, *rest = path.split("/")
    if folder not in PUBLIC_FOLDERS or ".." in rest:
        raise Http404
    try:
        file = default_storage.open(path)
    except (OSError, ValueError, SuspiciousFileOperation) as error:
        raise Http404 from error
    return FileResponse(
        file,
        headers={
            "Cache-Control": FOR_EVER,
            # A picture runs nothing, whatever somebody managed to upload as one.
            "Content-Security-Policy": "default-src 'none'",
            "X-Content-Type-Options": "nosniff",
        },
    )
