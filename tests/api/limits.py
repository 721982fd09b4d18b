"""Keys and limits for tests of the partner API."""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.test import Client

from cms.api.models import PartnerKey


#: Answers at once, whatever the site holds.
PATH = "/api/v2/openapi.json"


class ForgetfulCache(LocMemCache):
    """A cache that is full, and throws away what it has just been given."""

    def add(self, *args: Any, **kwargs: Any) -> bool:
        super().add(*args, **kwargs)
        self.clear()
        return False


def make_key(partner: str = "Example News", **fields: Any) -> tuple[PartnerKey, str]:
    """Return a key and its text, which only its partner has."""
    key = PartnerKey(partner=partner, **fields)
    text = key.set_new_key()
    key.save()
    return key, text


def ask(path: str = PATH, key: str | None = None, **environment: Any):
    """Ask as a program does: with no cookie, and perhaps with a key."""
    headers = {} if key is None else {"authorization": f"Bearer {key}"}
    return Client().get(path, headers=headers, **environment)


def statuses(number: int, *args: Any, **kwargs: Any) -> list[int]:
    """Ask so many times."""
    return [ask(*args, **kwargs).status_code for _ in range(number)]
