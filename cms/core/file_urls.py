"""Addresses of uploaded files, wherever these are stored."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urljoin

from django.core.files.storage import FileSystemStorage
from django.utils.encoding import filepath_to_uri


@lru_cache(maxsize=20_000)
def file_url(base: str, name: str) -> str:
    """Return the address of a file.

    A listing names hundreds, the same ones as the listing before it.
    """
    return urljoin(base, filepath_to_uri(name).lstrip("/"))


class FolderStorage(FileSystemStorage):
    """A folder on this machine."""

    def url(self, name: str | None) -> str:
        return file_url(self.base_url, name or "")
