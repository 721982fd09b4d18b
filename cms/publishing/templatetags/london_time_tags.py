"""Times of embargoes, with their zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from cms.publishing.london_time import london_text


if TYPE_CHECKING:
    from datetime import datetime

register = template.Library()


@register.filter
def london_time(moment: datetime | None) -> str:
    """Return a moment such as “Sat 20 June 2026, 00:01 BST”; nothing for none."""
    return london_text(moment) if moment else ""
