"""Visitors who ask to be sent less: `Save-Data: on` (Save Data API, WICG)."""

from __future__ import annotations

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from django.http import HttpRequest

SAVE_DATA = "Save-Data"


def saves_data(request: HttpRequest | None) -> bool:
    """Say whether the browser that asks wants to load as little as possible."""
    if request is None:
        return False
    return request.META.get("HTTP_SAVE_DATA", "").strip().lower() == "on"
