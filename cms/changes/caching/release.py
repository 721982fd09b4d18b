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
        content = path.read_bytes()
        name = path.relative_to(settings.BASE_DIR).as_posix()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    for name in SHOWN_SETTINGS:
        digest.update(f"{name}\0{getattr(settings, name)!r}\0".encode())
    return digest.digest()


def _files(folder: Path) -> list[Path]:
    found = [folder / REQUIREMENTS]
    for place in PLACES:
        found += (p for p in (folder / place).rglob("*") if p.suffix in SUFFIXES)
    return sorted(path for path in found if path.is_file())
