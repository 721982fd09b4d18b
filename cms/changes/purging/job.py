"""Reads the log on and tells the caches in front what they must forget."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from wagtail.contrib.frontend_cache.utils import get_backends

from cms.changes.caching.freshness import LONGEST_STALE
from cms.changes.instants import outlook
from cms.changes.models import ContentChange, LogHead, PurgeCursor
from cms.changes.purging.addresses import EVERYTHING, MOST, addresses_of


if TYPE_CHECKING:
    from django.db.models import QuerySet

logger = logging.getLogger(__name__)

#: How old a change is when the caches are told for good: until then an answer from
#: before it may still be on its way to them.
SETTLED_AFTER = timedelta(seconds=2)


def purge_soon() -> None:
    """Tell the caches what has just been committed; what fails is left to the worker."""
    cursor = _cursor()
    _tell(_addresses(cursor, _changes_after(cursor)))


def purge_for_good() -> bool:
    """Tell the caches what has changed since the last time, and remember that.

    For the worker, again and again. It may be stopped at any moment: what it has not
    remembered is told again.

    Returns:
        Whether all went well.
    """
    if not settings.WAGTAILFRONTENDCACHE:
        return True
    head, cursor, now = LogHead.objects.first(), _cursor(), timezone.now()
    if head is None or cursor.token == head.token:
        return True
    new = _changes_after(cursor).filter(sequence__lte=head.sequence)
    ripe = new.filter(at__lte=now - SETTLED_AFTER)
    last = ripe.last()
    is_all = last is None or last.sequence == head.sequence
    if last is None and new.exists():
        return True
    try:
        _tell(_addresses(cursor, ripe))
    except Exception:
        logger.exception("A cache in front of the site could not be told of a change.")
        return False
    if last:
        cursor.sequence = last.sequence
    if is_all:
        cursor.token, cursor.until = head.token, outlook(now).until
    cursor.save()
    return True


def _cursor() -> PurgeCursor:
    return PurgeCursor.objects.get_or_create(pk=PurgeCursor.ONLY)[0]


def _changes_after(cursor: PurgeCursor) -> QuerySet[ContentChange]:
    return ContentChange.objects.filter(sequence__gt=cursor.sequence)


def _addresses(cursor: PurgeCursor, changes: QuerySet[ContentChange]) -> set[str]:
    """Return what caches must forget since the cursor.

    That is everything if nobody knows what they hold, and if something is planned now
    for earlier than they were told: they would show an answer for longer than it holds.
    """
    now = timezone.now()
    longest = timedelta(seconds=settings.SHARED_CACHE_SECONDS + LONGEST_STALE)
    some = list(changes[: MOST + 1])
    if cursor.until is None or len(some) > MOST:
        return {EVERYTHING}
    if outlook(now).until < min(cursor.until, now + longest):
        return {EVERYTHING}
    return addresses_of(some)


def _tell(addresses: set[str]) -> None:
    urls = [f"{settings.BASE_URL}{address}" for address in sorted(addresses)]
    for backend in get_backends().values() if urls else ():
        backend.purge_batch(urls)
