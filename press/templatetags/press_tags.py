"""Press releases on pages of other apps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.translation import get_language

from cms.core.first_few import first_few
from press.models import PressReleasePage


if TYPE_CHECKING:
    from django.template.context import RequestContext

register = template.Library()


@register.inclusion_tag("press/latest_releases.html", takes_context=True)
def latest_releases(context: RequestContext, number: int = 3) -> dict[str, Any]:
    """Show the `number` newest press releases in the language of the page."""
    page = context.get("page")
    language = page.locale.language_code if page else get_language() or ""
    return {
        "request": context.get("request"),
        "releases": first_few(PressReleasePage, "newest_first", language, number),
    }
