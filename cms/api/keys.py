"""The key that a partner may send: `Authorization: Bearer iomrw_…`.

It names who asks and lifts their limit. It opens nothing: no view knows of it.
"""

from __future__ import annotations

from typing import NamedTuple

from cms.api.models import PartnerKey
from cms.api.models.keys import KEY_FORM


SCHEME = "bearer"


class Credential(NamedTuple):
    """What came in the header.

    Args:
        key_id: The key it is, also if it is revoked; None if there is no such key.
        is_good: Whether it counts.
    """

    key_id: int | None
    is_good: bool


def read_credential(header: str) -> Credential | None:
    """Return what an `Authorization` header says, None if it is not about a key.

    Other schemes are for others: a proxy that guards a site under test by a password
    passes the header on.
    """
    scheme, _space, text = header.strip().partition(" ")
    if scheme.lower() != SCHEME:
        return None
    text = text.strip()
    if not KEY_FORM.fullmatch(text):  # neither hashed nor looked up, however long
        return Credential(None, is_good=False)
    key = PartnerKey.objects.with_text(text)
    if key is None:
        return Credential(None, is_good=False)
    return Credential(key.pk, is_good=key.revoked_at is None)
