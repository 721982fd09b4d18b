"""Editions and stories on pages of other apps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from cms.core.first_few import first_few
from refugeeweek.models import EditionPage, EventStoryPage, Occurrence


if TYPE_CHECKING:
    import datetime

    from django.template.context import RequestContext

register = template.Library()


def language_of(context: RequestContext) -> str:
    """Return the language of the page that is shown, or else of the address."""
    page = context.get("page")
    return page.locale.language_code if page else get_language() or ""


@register.inclusion_tag("refugeeweek/current_edition.html", takes_context=True)
def current_edition(context: RequestContext) -> dict[str, Any]:
    """Show the edition that is on, or comes next, or was last."""
    language, today = language_of(context), timezone.localdate()
    found = first_few(EditionPage, "current_first", language, 1, today=today)
    return {
        "request": context.get("request"),
        "edition": found[0] if found else None,
    }


@register.inclusion_tag("refugeeweek/latest_stories.html", takes_context=True)
def latest_stories(context: RequestContext, number: int = 3) -> dict[str, Any]:
    """Show the `number` newest stories as cards."""
    language = language_of(context)
    return {
        "request": context.get("request"),
        "stories": first_few(EventStoryPage, "latest_with_accent", language, number),
    }


@register.filter
def is_ahead(day: datetime.date | None) -> bool:
    """Say whether a day is today or comes, so that a calendar can use it."""
    return day is not None and day >= timezone.localdate()


@register.filter
def is_bookable(occurrence: Occurrence) -> bool:
    """Say whether a visitor can still book: it takes place, and not before today."""
    return bool(
        occurrence.booking_url
        and occurrence.status == Occurrence.Status.SCHEDULED
        and occurrence.last_date >= timezone.localdate()
    )
