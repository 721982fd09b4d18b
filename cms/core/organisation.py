"""What the site calls itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext

from cms.core.models import SiteText


if TYPE_CHECKING:
    from django.http import HttpRequest


def organisation_name(request: HttpRequest) -> str:
    """Return the name of the organisation in the language of the address."""
    text = SiteText.for_request(request, get_language() or "")
    return text.organisation_name if text else gettext("Refugee Week at IOM UK")
