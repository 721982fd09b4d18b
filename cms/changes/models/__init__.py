"""The change log and what its readers remember."""

from __future__ import annotations

from cms.changes.models.log import (
    GONE,
    ContentChange,
    Event,
    LogHead,
    PublishedPage,
)
from cms.changes.models.purging import PurgeCursor
from cms.changes.models.webhooks import WebhookDelivery, WebhookEndpoint


__all__ = [
    "GONE",
    "ContentChange",
    "Event",
    "LogHead",
    "PublishedPage",
    "PurgeCursor",
    "WebhookDelivery",
    "WebhookEndpoint",
]
