"""Which release of the code makes the answers."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path

from django.conf import settings


PLACES = ("cms", "home", "refugeeweek", "press", "search", "templates", "static")
SUFFIXES = frozenset({".css", ".html", ".js", ".json", ".mo", ".po", ".py", ".xml"})
REQUIREMENTS = "requirements.txt"
#: Settings that answers depend on and that an operator may change without a release.
SHOWN_SETTINGS = (
    "BASE_URL",
    "DEBUG",
    "MEDIA_URL",
    "OFFLINE_READING",
    "PREVIEW_CLIENTS",
    "SECURITY_CONTACT",
    "SITE_LANGUAGES",
    "TIME_ZONE",
)


@cache
def release_digest() -> bytes:
    """Return a digest of what answers are made with, the content aside.

    It is the same in all processes of a release, on every machine, and is worked out
    once in each.
    """
    digest = blake2b(digest_size=16)
    for path in _files(settings.BASE_DIR):
        name = path.relative_to(settings.BASE_DIR).as_posix()
        _add(digest, name, path.read_bytes())
    for folder in settings.LOCALE_PATHS:  # an operator may have brought some along
        for path in sorted(Path(folder).rglob("*.mo")):
            _add(digest, path.relative_to(folder).as_posix(), path.read_bytes())
    for name in SHOWN_SETTINGS:
        digest.update(f"{name}\0{getattr(settings, name)!r}\0".encode())
    return digest.digest()


def _add(digest: blake2b, name: str, content: bytes) -> None:
    digest.update(f"{name}\0{len(content)}\0".encode())
    digest.update(content)


def _files(folder: Path) -> list[Path]:
    found = [folder / REQUIREMENTS]
    for place in PLACES:
        found += (p for p in (folder / place).rglob("*") if p.suffix in SUFFIXES)
    return sorted(path for path in found if path.is_file())
