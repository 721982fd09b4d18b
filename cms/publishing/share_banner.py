"""What stands above a shared page: that it is not public, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone
from django.utils.translation import pgettext

from cms.core.templatetags.date_tags import clock, weekday_date
from cms.publishing.london_time import to_london
from cms.publishing.models import ShareLink


if TYPE_CHECKING:
    from datetime import datetime

    from wagtail.models import Page

    from cms.publishing.embargoes import Embargo


class Banner(NamedTuple):
    """The words above a shared page, for its template.

    Args:
        embargo_until: Until when the page is under embargo, in words; empty for a
            draft without a date.
        reader: The journalist whom the link was made for; empty where it is for nobody
            in particular.
    """

    embargo_until: str
    reader: str


def make_banner(link: ShareLink, page: Page, embargo: Embargo | None) -> Banner:
    """Return the banner of `page`, the version that `link` shows."""
    # Before somebody has approved it, the time is the one that its author proposes.
    until = embargo.until if embargo else page.go_live_at
    is_ahead = until and until > timezone.now()
    is_personal = link.kind == ShareLink.Kind.PRESS
    return Banner(
        embargo_until=embargo_text(until) if is_ahead else "",
        reader=link.reader_name if is_personal else "",
    )


def embargo_text(moment: datetime) -> str:
    """Return a moment in the reader's language: “Saturday 20 June 2026, 00:01 BST”."""
    local = to_london(moment)
    comma = pgettext("comma", ", ")
    time = f"{clock(local.time())} {local.tzname()}"
    return f"{weekday_date(local.date())}{comma}{time}"
