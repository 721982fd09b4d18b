"""What search does when something happens elsewhere."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core.signals import request_finished
from django.dispatch import receiver

from search.hits import write_hits


_next_write = 0.0


@receiver(request_finished, dispatch_uid="write_search_hits")
def write_hits_when_due(**kwargs: Any) -> None:
    """Write what was searched for once a minute, after any answer has been sent."""
    global _next_write
    every, now = settings.SEARCH_HITS_WRITTEN_EVERY, time.monotonic()
    if every and now >= _next_write:
        _next_write = now + every
        write_hits()
