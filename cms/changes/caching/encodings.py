"""How a body is packed for the way: as it is, or as gzip or Brotli makes it smaller."""

from __future__ import annotations

import gzip
from functools import lru_cache
from typing import NamedTuple

import brotli


IDENTITY, GZIP, BROTLI = "identity", "gzip", "br"
#: From the smallest result to the largest.
KNOWN = (BROTLI, GZIP, IDENTITY)
SHORTEST = 500  # bytes; below that packing saves nothing
#: The next steps up take several times as long for a few per cent.
GZIP_LEVEL = 6
BROTLI_QUALITY = 5
PACKED_TYPES = ("text/", "application/json", "application/xml", "image/svg+xml")
PACKED_SUFFIXES = ("+json", "+xml")


def is_worth_packing(content_type: str, body: bytes) -> bool:
    """Say whether a body gets smaller; pictures and archives are packed already."""
    kind = content_type.partition(";")[0].strip().lower()
    is_text = kind.startswith(PACKED_TYPES) or kind.endswith(PACKED_SUFFIXES)
    return is_text and len(body) >= SHORTEST


def pack(body: bytes, encoding: str) -> bytes:
    """Return a body in an encoding, the same bytes each time."""
    if encoding == BROTLI:
        return brotli.compress(body, quality=BROTLI_QUALITY)
    if encoding == GZIP:
        return gzip.compress(body, GZIP_LEVEL, mtime=0)
    return body


@lru_cache(maxsize=256)
def accepted_encoding(header: str) -> str:
    """Return the encoding that an `Accept-Encoding` likes best.

    Among those that it likes alike the smallest. A client that forbids all of them gets
    the body as it is, which RFC 9110 allows.
    """
    weights = dict(map(_preference, filter(None, map(str.strip, header.split(",")))))
    others = weights.get("*", 0.0)
    # As it is, is always allowed unless forbidden; packed only if it is named.
    liked = {IDENTITY: weights.get(IDENTITY, weights.get("*", 0.001))}
    for encoding in (GZIP, BROTLI):
        liked[encoding] = weights.get(encoding, others)
    best = max(KNOWN, key=liked.__getitem__)
    return best if liked[best] > 0 else IDENTITY


class _Preference(NamedTuple):
    name: str
    weight: float


def _preference(text: str) -> _Preference:
    name, _semicolon, parameter = text.lower().partition(";")
    key, _equals, value = parameter.strip().partition("=")
    if key.strip() != "q":
        return _Preference(name.strip(), 1.0)
    try:
        return _Preference(name.strip(), float(value))
    except ValueError:
        return _Preference(name.strip(), 0.0)
