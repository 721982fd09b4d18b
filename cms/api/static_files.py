"""The files of Swagger UI, which shows the reference of the API, as static files.

`drf-spectacular-sidecar` brings them together with much that nobody here asks for, so
it is no installed app: what is named here is served and collected, and nothing else.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage


if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = "swagger-ui"
FOLDER = Path(
    str(files("drf_spectacular_sidecar")),
    "static/drf_spectacular_sidecar/swagger-ui-dist",
)
FILES = (
    "LICENSE",
    "swagger-ui-bundle.js",
    "swagger-ui-bundle.js.LICENSE.txt",
    "swagger-ui.css",
    "swagger-ui.css.map",  # the stylesheet names it, so `collectstatic` wants it
)


class SwaggerFinder(BaseFinder):
    """Finds `swagger-ui/swagger-ui.css` and its kin."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=FOLDER)
        # As Django's own finder marks the files of a folder.
        self.storage.prefix = PREFIX  # type: ignore[attr-defined]

    def check(self, **kwargs: Any) -> Any:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Return where a file is, or an empty list if it is none of these."""
        if path not in [f"{PREFIX}/{name}" for name in FILES]:
            return []
        found = str(FOLDER / Path(path).name)
        return [found] if find_all else found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Any]]:
        for name in FILES:
            yield name, self.storage
