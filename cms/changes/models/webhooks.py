"""Receivers that are told of each change, and the log of what was sent to them."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from django.core.validators import URLValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.changes.models.log import Event, LogHead


PREFIX = "whsec_"
SECRET_BYTES = 32
LONGEST_URL = 2000
#: After a new secret was made, the old one still signs for so long.
OLD_SECRET_SIGNS_FOR = timedelta(hours=24)
DELIVERIES_KEPT_FOR = timedelta(days=30)
TEST = "test"


def new_secret() -> str:
    """Return a secret as Standard Webhooks writes them."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


class State(StrEnum):
    HEALTHY = "healthy"
    FAILING = "failing"
    OFF = "off"


class Progress(NamedTuple):
    """How delivery to an endpoint stands; see the fields of these names.

    The default is that of an endpoint with which all is well.
    """

    attempts: int = 0
    failing_since: datetime | None = None
    next_attempt_at: datetime | None = None


class WebhookEndpoint(models.Model):
    """A receiver. It is told of each change in the log, in order, one after the other.

    It has a place in the log and no queue of its own: nothing can be lost on the way.
    Forms and the worker write different fields and never the whole row.
    """

    description = models.CharField(
        _("description"),
        max_length=120,
        help_text=_("Whose receiver it is, such as “iom.int, news”."),
    )
    url = models.CharField(
        _("address"),
        max_length=LONGEST_URL,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_(
            "Where messages are sent, as the receiver's developers gave it to you: "
            "https://…"
        ),
    )
    #: Values of `Event`; empty means all.
    events = models.JSONField(_("events"), default=list, blank=True)
    is_active = models.BooleanField(
        _("switched on"),
        default=True,
        help_text=_(
            "Switched off, nothing is sent. Switched on again, it goes on where it "
            "stopped: nothing is lost."
        ),
    )
    #: Readable, since it takes part in each signature.
    secret = models.CharField(max_length=100, default=new_secret, editable=False)
    old_secret = models.CharField(max_length=100, blank=True, editable=False)
    old_secret_until = models.DateTimeField(null=True, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)

    #: The last sequence that it was told of, or does not want to be.
    cursor = models.BigIntegerField(editable=False)
    #: How often the message that is next was tried in vain.
    attempts = models.PositiveIntegerField(default=0, editable=False)
    failing_since = models.DateTimeField(null=True, editable=False)
    next_attempt_at = models.DateTimeField(null=True, editable=False)
    #: Why it was switched off by itself; empty if somebody did it.
    off_reason = models.CharField(max_length=200, blank=True, editable=False)
    #: Which worker is at it, and until when nobody else may be.
    lease = models.CharField(max_length=32, blank=True, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["description", "pk"]
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")

    def __str__(self) -> str:
        return self.description

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.cursor is None:  # a new one is told of what comes, not of what was
            head = LogHead.objects.values_list("sequence", flat=True).first()
            self.cursor = head or 0
        super().save(*args, **kwargs)

    @property
    def state(self) -> State:
        if not self.is_active:
            return State.OFF
        return State.FAILING if self.failing_since else State.HEALTHY

    @property
    def old_secret_is_good(self) -> bool:
        """Whether messages are still signed with the secret before this one."""
        until = self.old_secret_until
        return until is not None and timezone.now() < until

    def wants(self) -> list[str]:
        """Return the events that it is told of."""
        return [event for event in Event.values if event in self.events] or Event.values

    def signing_secrets(self) -> list[str]:
        """Return the secrets that sign now, the newest first."""
        return [self.secret, *([self.old_secret] if self.old_secret_is_good else [])]

    def rotate_secret(self) -> None:
        """Make a new secret. The old one signs as well until the receiver has it."""
        self.old_secret, self.secret = self.secret, new_secret()
        self.old_secret_until = timezone.now() + OLD_SECRET_SIGNS_FOR
        self.save(update_fields=["secret", "old_secret", "old_secret_until"])

    def switch_on(self) -> None:
        """Go on where it stopped, at once."""
        self.is_active, self.off_reason = True, ""
        self.save(update_fields=["is_active", "off_reason"])
        self.retry_now()

    def retry_now(self) -> None:
        """Forget earlier failures: what waits is tried at once."""
        self.set_progress(Progress())
        self.save(update_fields=Progress._fields)

    def set_progress(self, progress: Progress) -> None:
        """Take over how delivery stands; the caller saves."""
        for name, value in progress._asdict().items():
            setattr(self, name, value)


class WebhookDelivery(models.Model):
    """One attempt to send a message. It holds nothing of what the receiver said."""

    endpoint = models.ForeignKey(
        WebhookEndpoint, on_delete=models.CASCADE, related_name="deliveries"
    )
    #: Of the change; none for a test.
    sequence = models.BigIntegerField(_("number in the log"), null=True)
    event = models.CharField(
        _("event"), max_length=16, choices=[*Event.choices, (TEST, _("test"))]
    )
    message_id = models.CharField(_("message"), max_length=80)
    at = models.DateTimeField(_("time"))
    #: Of HTTP; none where there was no answer.
    status = models.PositiveSmallIntegerField(_("answer"), null=True)
    #: Empty if the receiver took it.
    error = models.CharField(_("error"), max_length=200, blank=True)
    milliseconds = models.PositiveIntegerField(_("duration"))

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        default_permissions = ()
        indexes = [
            models.Index(fields=["endpoint", "-at"], name="deliveries_of_an_endpoint"),
            models.Index(fields=["at"], name="old_deliveries"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id}, {self.at:%Y-%m-%d %H:%M:%S}"
