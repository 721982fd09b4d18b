"""The look of schedules in the admin."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html


def schedule_styles() -> str:
    """Return the link to the style sheet."""
    return format_html(
        '<link rel="stylesheet" href="{}">', static("css/admin_schedule.css")
    )
