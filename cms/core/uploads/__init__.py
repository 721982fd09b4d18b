"""What may be uploaded. A file is judged by its content, never by its name alone."""

from __future__ import annotations

from cms.core.uploads.documents import check_document
from cms.core.uploads.pictures import check_picture, picture_size, safe_picture


__all__ = ["check_document", "check_picture", "picture_size", "safe_picture"]
