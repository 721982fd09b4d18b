"""The log of what the public sees, and what is needed to write it."""

from __future__ import annotations

import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


TOKEN_LENGTH = 16  # characters


def new_token() -> str:
    return secrets.token_hex(TOKEN_LENGTH // 2)


class Event(models.TextChoices):
    """What happened to a page, as the public sees it."""

    PUBLISHED = "published", _("published")
    UPDATED = "updated", _("updated")
    MOVED = "moved", _("moved")
    OPENED = "opened", _("opened")
    UNPUBLISHED = "unpublished", _("unpublished")
    EXPIRED = "expired", _("expired")
    RESTRICTED = "restricted", _("restricted")
    DELETED = "deleted", _("deleted")


#: After these the page is not there for the public any more.
GONE = frozenset({Event.UNPUBLISHED, Event.EXPIRED, Event.RESTRICTED, Event.DELETED})


class ContentChange(models.Model):
    """One change to what the public sees. Rows are added and never changed.

    No title and no text: a page that is gone leaves no more than where it was.
    """

    sequence = models.BigIntegerField(primary_key=True)
    event = models.CharField(max_length=16, choices=Event)
    at = models.DateTimeField()
    #: No foreign key: the page may be deleted.
    page_id = models.BigIntegerField(db_index=True)
    page_type = models.CharField(max_length=100)
    locale = models.CharField(max_length=20)
    #: Where visitors read the page, or read it last, such as `/press/a-choir/`.
    path = models.TextField()
    #: Where they read it before, if it has moved.
    previous_path = models.TextField(blank=True)

    class Meta:
        ordering = ["sequence"]

    def __str__(self) -> str:
        return f"{self.sequence} {self.event} {self.path}"

    @property
    def html_url(self) -> str:
        """The absolute address of the page."""
        return f"{settings.BASE_URL}{self.path}"


class PublishedPage(models.Model):
    """What the log has last told of a page that is public, to compare with.

    It holds what other pages show of it: where it is, and its title.
    """

    page_id = models.BigIntegerField(primary_key=True)
    page_type = models.CharField(max_length=100)
    locale = models.CharField(max_length=20)
    path = models.TextField()
    title = models.CharField(max_length=255)
    translation_key = models.UUIDField(db_index=True)
    last_published_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.path


class LogHead(models.Model):
    """The end of the log: one row, locked by whoever writes until the commit.

    So the order of sequences is the order of commits, and a reader that sees 12 sees
    11. The token is a new random text with each change, also with one that adds
    nothing to the log, such as a plan to publish: what was made from the content
    under a token is right as long as that is the token.
    """

    ONLY = 1

    id = models.SmallIntegerField(primary_key=True, default=ONLY)
    sequence = models.BigIntegerField(default=0)
    token = models.CharField(max_length=TOKEN_LENGTH, default=new_token)
    #: The token once everything that follows a commit is done; see `position`.
    settled = models.CharField(max_length=TOKEN_LENGTH, blank=True)
    #: The last day of which it is told what is shown differently since it began.
    day = models.DateField(null=True)

    def __str__(self) -> str:
        return str(self.sequence)

    @classmethod
    def locked(cls) -> Self:
        """Return the end of the log, which nobody else may move until our commit."""
        return cls.objects.select_for_update().get_or_create(pk=cls.ONLY)[0]
