"""The pictures and documents of a shared page."""

from __future__ import annotations

from django.utils import timezone

from cms.core.grants import grant_holder
from cms.publishing.models import ShareLink
from cms.publishing.share_access import Outcome, open_link


KIND = "share-link"


@grant_holder(KIND)
def shows_its_page(key: str) -> bool:
    """Say whether the link with this primary key shows its page at this moment."""
    links = ShareLink.objects.select_related("page", "made_by")
    link = links.filter(pk=key).first()
    return link is not None and open_link(link, timezone.now()).outcome == Outcome.SHOWN
