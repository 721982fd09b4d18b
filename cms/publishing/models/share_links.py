"""Links that show a page to somebody without an account before it is public."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Max
from django.utils import timezone

from cms.core.tokens import hash_token


#: 192 random bits, 32 characters of an address.
TOKEN_BYTES = 24
DEFAULT_LIFETIME = timedelta(hours=72)
LONGEST_LIFETIME = timedelta(days=14)
#: How long a link and its use log are kept after the link has ended by itself.
KEPT_AFTER_END = timedelta(days=90)


class ShareLinkQuerySet(models.QuerySet["ShareLink"]):
    def with_token(self, token: str) -> ShareLink | None:
        """Return the link that `token` opens or once opened, or None."""
        links = self.select_related("page", "made_by")
        return links.filter(token_hash=hash_token(token)).first()

    def with_uses(self) -> Self:
        """Add `shown_count` and `last_shown_at`: how often a link showed its page."""
        shown = models.Q(uses__outcome=ShareUse.Outcome.SHOWN)
        return self.annotate(
            shown_count=Count("uses", filter=shown),
            last_shown_at=Max("uses__at", filter=shown),
        )


class ShareLink(models.Model):
    """A link to the version of a page that is still to come, for one reader.

    It is known by the hash of its token; who made it sees the token once.
    """

    class Kind(models.TextChoices):
        DRAFT = "draft", "Draft"
        PRESS = "press", "Press access"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        EXPIRED = "expired", "Expired"
        REVOKED = "revoked", "Revoked"

    page = models.ForeignKey(
        "wagtailcore.Page",
        # The log of who has read a page outlives the page.
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.DRAFT)
    token_hash = models.CharField(max_length=64, unique=True)
    reader = models.CharField(max_length=120)
    organisation = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    revoked_at = models.DateTimeField(null=True)

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.reader_name

    @property
    def reader_name(self) -> str:
        """For whom the link is, such as “Amina Khan, Example News”."""
        return ", ".join(filter(None, [self.reader, self.organisation]))

    @property
    def state(self) -> State:
        """What the link itself says; that its page went public is not told here."""
        if self.revoked_at:
            return self.State.REVOKED
        if timezone.now() >= self.expires_at:
            return self.State.EXPIRED
        return self.State.OPEN

    def set_new_token(self) -> str:
        """Give the link a token and return it; only its hash is kept."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        self.token_hash = hash_token(token)
        return token


class ShareUse(models.Model):
    """One request for a shared page, answered or refused."""

    class Outcome(models.TextChoices):
        SHOWN = "shown", "Shown"
        PUBLIC = "public", "Sent on to the public page"
        EXPIRED = "expired", "Refused: expired"
        REVOKED = "revoked", "Refused: revoked"
        CLOSED = "closed", "Refused: no longer available"

    link = models.ForeignKey(ShareLink, on_delete=models.CASCADE, related_name="uses")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=Outcome)
    #: The network of the reader, never the whole address.
    network = models.CharField(max_length=50)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.get_outcome_display()}"


def remove_old_share_links(now: datetime) -> int:
    """Delete links that ended long ago, with their use log; return how many."""
    old = ShareLink.objects.filter(expires_at__lte=now - KEPT_AFTER_END)
    _total, by_model = old.delete()
    return by_model.get(ShareLink._meta.label, 0)
