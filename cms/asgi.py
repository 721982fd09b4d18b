"""The ASGI entry point, `cms.asgi:application`, with which the site is served."""

from __future__ import annotations

import sys
from contextlib import suppress

from cms.core.event_loop import EventLoopApplication
from cms.publishing.share_logs import hide_tokens
from cms.wsgi import application as door


#: How many requests a process works on at the same time, besides those that it can
#: answer at once.
THREADS = 4


def _log(method: str, path: str, status: int, seconds: float) -> None:
    """Write the access log, to the standard output.

    The path without its query, which may hold the token of a preview.
    """
    line = f"{method} {path} {status} {seconds * 1000:.0f} ms"
    with suppress(OSError):  # a disk that is full is no reason to stop
        sys.stdout.write(f"{hide_tokens(line)}\n")
        sys.stdout.flush()


application = EventLoopApplication(door, door.answer_at_once, THREADS, _log)
