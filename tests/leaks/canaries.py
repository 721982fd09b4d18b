"""Made-up words that give away where a text came from, wherever they turn up.

Each secret text is two words: one that a request may ask for, and one that no request
ever names. A search for the first that answers with the second has leaked.
"""

from __future__ import annotations

import html
import io
import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote
from zipfile import ZipFile


LETTERS = "abcdefghijklmnoprstuvw"
WORD_LENGTH = 6
#: Ids of secret things are larger than any other, their years lie far ahead.
FIRST_ID = 2_030_000_000
FIRST_EDITION = 2030
FIRST_YEAR = 2060
LAST_YEAR = 2099
_WORD = re.compile(rf"zx[{LETTERS}]{{{WORD_LENGTH}}}q", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.-])20[3-9]\d(?:\d{6})?(?!\w)")
_ENCODED = re.compile(r"%[0-9a-fA-F]{2}|&#?\w+;|\\u[0-9a-fA-F]{4}")
_JSON_CHARACTER = re.compile(r"\\u([0-9a-fA-F]{4})")
_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_CALENDAR = b"BEGIN:VCALENDAR"


class Canary(NamedTuple):
    """Where a word belongs: which secret it is part of, and what it stands in."""

    owner: str
    place: str


class Canaries:
    """All canaries of a site."""

    def __init__(self) -> None:
        self.places: dict[str, Canary] = {}
        self._count = 0

    def word(self, owner: str, place: str) -> str:
        """Return a new word that no request may name."""
        word = f"zx{self._next()}q"
        self.places[word] = Canary(owner, place)
        return word

    def text(self, owner: str, place: str) -> str:
        """Return two words: one to ask for, one to tell."""
        return f"ya{self._next()}q {self.word(owner, place)}"

    def forget(self, text: str) -> None:
        """Forget a text that was not used after all."""
        for word in self.found_in(text):
            del self.places[word]

    def number(self, owner: str, place: str, number: int) -> int:
        """Remember a number, an id or a year, as that of a secret."""
        self.places[str(number)] = Canary(owner, place)
        return number

    def found_in(self, text: str) -> set[str]:
        """Return the canaries in `text`, in whatever way it is written."""
        found = set()
        for form in forms(text):
            found.update(match[0].lower() for match in _WORD.finditer(form))
            found.update(match[0] for match in _NUMBER.finditer(form))
        return found & self.places.keys()

    def _next(self) -> str:
        self._count += 1
        number, letters = self._count, ""
        for _ in range(WORD_LENGTH):
            number, digit = divmod(number, len(LETTERS))
            letters = LETTERS[digit] + letters
        return letters


def forms(text: str) -> Iterator[str]:
    """Yield `text` as it stands, and with what was escaped in it made plain."""
    yield text
    if _ENCODED.search(text):
        plain = _JSON_CHARACTER.sub(lambda match: chr(int(match[1], 16)), text)
        yield html.unescape(unquote(plain))


def readable(body: bytes) -> str:
    """Return the bytes of an answer as text, unpacked, and with no line folded."""
    if body.startswith(_GZIP):
        body = zlib.decompress(body, wbits=31)
    if body.startswith(_ZIP):
        with ZipFile(io.BytesIO(body)) as archive:
            members = [archive.read(name) for name in archive.namelist()]
            body = b"\n".join([" ".join(archive.namelist()).encode(), *members])
    if body.startswith(_CALENDAR):
        body = body.replace(b"\r\n ", b"")
    try:
        return body.decode()
    except UnicodeDecodeError:
        return body.decode("latin-1")  # a picture: what it holds may still be words


def asked_for(text: str) -> str:
    """Return the word of a canary text that a request may name."""
    return text.replace("-", " ").split()[0]
