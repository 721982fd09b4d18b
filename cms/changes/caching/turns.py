"""One makes an answer, and whoever asks for the same one meanwhile waits for it."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Event, Lock
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterator

#: Seconds. Whoever has waited so long makes the answer alone.
LONGEST_WAIT = 10.0


class Turns:
    """Who is at work on which answer in this process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._at_work: dict[str, Event] = {}

    @contextmanager
    def take(self, name: str) -> Iterator[None]:
        """Wait until nobody else makes the answer of this name, then be the one.

        Those who waited go on all at once when the first is done: with its answer, or,
        if it failed or its answer is not kept, each for themselves.
        """
        with self._lock:
            others = self._at_work.get(name)
            if others is None:
                mine = self._at_work[name] = Event()
        if others is not None:
            others.wait(LONGEST_WAIT)
            yield
            return
        try:
            yield
        finally:
            with self._lock:
                del self._at_work[name]
            mine.set()
