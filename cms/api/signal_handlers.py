"""What the partner API does when something happens elsewhere."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core.signals import request_finished
from django.dispatch import receiver

from cms.api.usage import write_usage


_next_write = 0.0


@receiver(request_finished, dispatch_uid="write_usage")
def write_usage_when_due(**kwargs: Any) -> None:
    """Write what was counted once a minute, after any answer has been sent.

    Each process does, since each has counts of its own where the cache is not shared.
    """
    global _next_write
    every, now = settings.API_USAGE_WRITTEN_EVERY, time.monotonic()
    if every and now >= _next_write:
        _next_write = now + every
        write_usage()
