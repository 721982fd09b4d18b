"""What every page of the site shows around its content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from cms.core.models import SiteSettings, SiteText


if TYPE_CHECKING:
    from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """Add `site_settings` and, in the page's language, `site_text`.

    Both are looked up only when a template uses them: the admin does not.
    """
    return {
        "offline_reading": settings.OFFLINE_READING,
        "site_settings": SimpleLazyObject(lambda: SiteSettings.for_request(request)),
        "site_text": SimpleLazyObject(
            lambda: SiteText.for_request(request, get_language() or "")
        ),
    }
