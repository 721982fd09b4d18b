"""What the processes beside the web server tell of themselves."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils import timezone


class Heartbeat(models.Model):
    """The last sign of life of a process, one row for each name.

    Two processes of one name share the row: it says that the work is being done.
    """

    name = models.CharField(max_length=32, unique=True)
    beat_at = models.DateTimeField()
    detail = models.CharField(max_length=255, blank=True)

    def __str__(self) -> str:
        return f"{self.name} at {self.beat_at:%Y-%m-%d %H:%M:%S}"

    @classmethod
    def beat(cls, name: str, detail: str = "") -> Self:
        """Record that the process `name` is alive now, and what it has to tell."""
        heartbeat, _created = cls.objects.update_or_create(
            name=name, defaults={"beat_at": timezone.now(), "detail": detail}
        )
        return heartbeat
