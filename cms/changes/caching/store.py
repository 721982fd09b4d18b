"""Where answers are kept: in the memory of a process, no more than so many bytes."""

from __future__ import annotations

import sys
from threading import Lock
from typing import NamedTuple

from django.conf import settings

from cachetools import LRUCache


MEGABYTE = 1024 * 1024
#: Under which name a WSGI request brings the store; no client can write such a name.
STORE = "cms.changes.store"
#: One answer takes at most this part of a shelf: a few large ones do not empty it.
LARGEST_PART = 8
#: What an answer costs in memory besides its texts, in bytes.
OVERHEAD = 500


class Answer(NamedTuple):
    """An answer that was given with 200.

    Args:
        headers: What stands above it, without what depends on the moment or on how the
            body is packed.
        bodies: The body by encoding, in each that somebody has asked for.
        is_packed: Whether the body may be packed.
    """

    headers: tuple[tuple[str, str], ...]
    bodies: dict[str, bytes]
    is_packed: bool

    @property
    def size(self) -> int:
        """How many bytes of memory it takes, roughly."""
        texts = sum(len(name) + len(value) for name, value in self.headers)
        return OVERHEAD + texts + sum(map(sys.getsizeof, self.bodies.values()))


class Shelf:
    """Answers by name; those that nobody has asked for the longest go first."""

    def __init__(self, size: int) -> None:
        self._largest = size // LARGEST_PART
        self._lock = Lock()
        self._answers: LRUCache[str, Answer] = LRUCache(
            maxsize=max(size, 1), getsizeof=lambda answer: answer.size
        )

    def get(self, name: str) -> Answer | None:
        with self._lock:
            return self._answers.get(name)

    def put(self, name: str, answer: Answer) -> None:
        """Keep an answer, unless it is too large."""
        if answer.size <= self._largest:
            with self._lock:
                self._answers[name] = answer

    def clear(self) -> None:
        with self._lock:
            self._answers.clear()

    @property
    def used(self) -> int:
        """How many bytes are taken."""
        return int(self._answers.currsize)

    def __len__(self) -> int:
        return len(self._answers)


class Store:
    """All answers that a process keeps.

    What was asked with parameters has a shelf of its own: whoever makes up queries
    pushes out other queries, and no page.
    """

    def __init__(self, size: int) -> None:
        self.plain = Shelf(size * 3 // 4)
        self.others = Shelf(size // 4)

    @classmethod
    def of_settings(cls) -> Store:
        """Return an empty one of the size that the operator allows."""
        return cls(settings.RESPONSE_CACHE_MB * MEGABYTE)

    def shelf(self, *, is_plain: bool) -> Shelf:
        return self.plain if is_plain else self.others

    def clear(self) -> None:
        self.plain.clear()
        self.others.clear()
