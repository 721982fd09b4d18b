"""Random secrets that are shown once and stored as a hash."""

from __future__ import annotations

import hashlib


def hash_token(token: str) -> str:
    """Return what is stored of a token: from a copy of the database none is made.

    Plain SHA-256 is enough for what is random and long: there are too many to try.
    """
    return hashlib.sha256(token.encode()).hexdigest()
