"""What is sent: one change, or a test, in the form of Standard Webhooks 1.0.

The body is the item of `GET /api/v2/changes/`, with the two names at its top that the
specification asks for:

    {"type": "page.published", "timestamp": "2026-06-20T09:30:00.125Z",
     "sequence": 12, "event": "published", "at": "2026-06-20T09:30:00.125Z",
     "page": {"id": 7, "type": "press.PressReleasePage", "html_url": "https://…",
              "detail_url": "https://…", "locale": "en"}}

A test has the type and the event `test`, and null for `sequence` and `page`.
"""

from __future__ import annotations

import json
import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils import timezone

from standardwebhooks import Webhook

from cms.changes.items import represent
from cms.changes.models.webhooks import TEST


if TYPE_CHECKING:
    from cms.changes.models import ContentChange, WebhookEndpoint


class Message(NamedTuple):
    """One message to one endpoint.

    Args:
        id: The same whenever it is sent again, so that the receiver can drop repeats.
        event: A value of `Event`, or `test`.
        sequence: Of the change; None for a test.
        body: The JSON text.
    """

    id: str
    event: str
    sequence: int | None
    body: str

    def headers(self, endpoint: WebhookEndpoint) -> dict[str, str]:
        """Return the headers that prove, now, who sends it and what."""
        now = datetime.now(tz=UTC)
        signatures = [
            Webhook(secret).sign(self.id, now, self.body)
            for secret in endpoint.signing_secrets()
        ]
        return {
            "Content-Type": "application/json",
            "webhook-id": self.id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": " ".join(signatures),
        }


def message_of(change: ContentChange, endpoint: WebhookEndpoint) -> Message:
    """Return what tells an endpoint of a change.

    The time is part of the id: in a database that was restored, sequences are given
    out a second time, to other changes.
    """
    item = represent(change)
    body = {"type": f"page.{change.event}", "timestamp": item["at"], **item}
    message_id = f"msg_{endpoint.pk}_{change.sequence}_{_milliseconds(change.at)}"
    return Message(message_id, change.event, change.sequence, _json(body))


def message_of_test(endpoint: WebhookEndpoint) -> Message:
    """Return what tells an endpoint nothing, except that messages arrive."""
    at = timezone.now().astimezone(UTC).isoformat().replace("+00:00", "Z")
    body = {
        "type": TEST,
        "timestamp": at,
        "sequence": None,
        "event": TEST,
        "at": at,
        "page": None,
    }
    return Message(
        f"msg_{endpoint.pk}_test_{secrets.token_hex(8)}", TEST, None, _json(body)
    )


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _json(body: dict[str, Any]) -> str:
    return json.dumps(body, separators=(",", ":"))
