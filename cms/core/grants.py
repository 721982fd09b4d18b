"""Files of a draft for somebody who is not logged in.

A partner's preview or a share link shows pictures and documents that the public may not
see yet. While such a page is made, the addresses of its files get a key: signed, bound
to one path and one holder, and short-lived. A holder is what gave the right, such as
`share-link:12`; it is asked again at each request, so that whoever takes the right back
closes the files with it.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlencode

from django.core.signing import BadSignature, Signer
from django.utils import timezone


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: The parameter of an address that holds the key.
KEY = "key"
#: A page that is kept open longer has to be loaded again.
LONGEST = timedelta(hours=1)

_signer = Signer(salt="cms.core.grants")


class Grant(NamedTuple):
    """A right to files that is being given to a page."""

    holder: str
    until: datetime


_checks: dict[str, Callable[[str], bool]] = {}
_current: ContextVar[Grant | None] = ContextVar("grant", default=None)


def grant_holder(
    kind: str,
) -> Callable[[Callable[[str], bool]], Callable[[str], bool]]:
    """Register the function that says whether a holder of this kind is still good.

        @grant_holder("share-link")
        def share_link_is_good(key: str) -> bool: ...

    It is asked at each request for a file, with what stands after the colon.
    """

    def register(check: Callable[[str], bool]) -> Callable[[str], bool]:
        _checks[kind] = check
        return check

    return register


@contextmanager
def granting(holder: str, until: datetime) -> Iterator[None]:
    """Give a key to the address of each file that is named until the block ends.

    Args:
        holder: Who has the right, as `<kind>:<key>`; the kind must be registered.
        until: When the right ends. No key lasts longer than `LONGEST`.

    What is made here must be rendered here, and kept in no cache.
    """
    token = _current.set(Grant(holder, min(until, timezone.now() + LONGEST)))
    try:
        yield
    finally:
        _current.reset(token)


def gives_keys() -> bool:
    """Say whether a right is being given."""
    return _current.get() is not None


def with_key(url: str) -> str:
    """Return the address of a file, with a key while a right is being given."""
    grant = _current.get()
    if grant is None:
        return url
    claim = f"{unquote(url)}:{grant.holder}:{int(grant.until.timestamp())}"
    key = _signer.sign(claim).removeprefix(f"{unquote(url)}:")
    return f"{url}?{urlencode({KEY: key})}"


def is_granted(path: str, key: str) -> bool:
    """Say whether `key` opens `path` (not percent-encoded) at this moment."""
    try:
        claim = _signer.unsign(f"{path}:{key}")
        kind, holder_key, until = claim.removeprefix(f"{path}:").split(":")
    except (BadSignature, ValueError):
        return False
    in_time = timezone.now().timestamp() < int(until)
    return in_time and kind in _checks and _checks[kind](holder_key)
