"""What caches in front of the site have been told."""

from __future__ import annotations

from django.db import models

from cms.changes.models.log import TOKEN_LENGTH


class PurgeCursor(models.Model):
    """How far in the log the caches in front have been told for good: one row."""

    ONLY = 1

    id = models.SmallIntegerField(primary_key=True, default=ONLY)
    sequence = models.BigIntegerField(default=0)
    token = models.CharField(max_length=TOKEN_LENGTH, blank=True)
    #: No answer that was given out until then may be kept any longer than this.
    until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.sequence)
