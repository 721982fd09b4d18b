"""The names of answers, which clients send back to ask whether one still holds.

A name can't be guessed and is made of the address and the state. So whoever sends the
right one has got it from us, as the name of an answer to this very question that was
made of this very content: nothing has to be looked up to say that it still holds.

The names are weak: the same content may be compressed or not.
"""

from __future__ import annotations

import re
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from django.conf import settings

from cms.changes.caching.release import release_digest


if TYPE_CHECKING:
    from cms.changes.caching.state import State

LENGTH = 16  # bytes
ANY = "*"
_OPAQUE = re.compile(r'(?:W/)?("[^"]*")')


def etag_of(address: str, state: State) -> str:
    """Return the name of what is answered for an address in a state of the site."""
    digest = blake2b(key=_key(settings.SECRET_KEY), digest_size=LENGTH)
    text = f"{state.token}\0{state.until.timestamp()}\0{address}"
    digest.update(text.encode("utf-8", "surrogatepass"))
    return f'W/"{digest.hexdigest()}"'


def is_named(header: str, etag: str) -> bool:
    """Say whether an `If-None-Match` names an answer, compared weakly (RFC 9110)."""
    return etag.removeprefix("W/") in _OPAQUE.findall(header)


@cache
def _key(secret: str) -> bytes:
    return blake2b(release_digest() + secret.encode(), digest_size=32).digest()
