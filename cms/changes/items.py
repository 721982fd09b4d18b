"""How one change is told: by the API, and to webhooks."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from cms.core.urls import absolute_url


if TYPE_CHECKING:
    from cms.changes.models import ContentChange


def represent(change: ContentChange) -> dict[str, Any]:
    """Return a change as partners read it.

        {"sequence": 12, "event": "published", "at": "2026-06-20T09:30:00.125Z",
         "page": {"id": 7, "type": "press.PressReleasePage", "html_url": "https://…",
                  "detail_url": "https://…", "locale": "en"}}

    A page that is gone has addresses, too: they say 404 or 410.
    """
    detail = reverse("wagtailapi_v2:pages:detail", kwargs={"pk": change.page_id})
    return {
        "sequence": change.sequence,
        "event": change.event,
        "at": change.at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "page": {
            "id": change.page_id,
            "type": change.page_type,
            "html_url": change.html_url,
            "detail_url": absolute_url(detail),
            "locale": change.locale,
        },
    }
