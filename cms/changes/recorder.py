"""Writes the log: compares what the public sees with what the log has told of it.

Nothing depends on how a change was made. Before a transaction is committed, the pages
that it touched, and those that show something of them, are looked up as the public sees
them (`cms.core.querysets.public_pages`), and each difference becomes a row.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from wagtail.models import Page

from cms.changes.comparison import Comparison
from cms.changes.dependants import dependants_of_things
from cms.changes.facts import BATCH, Facts, batches
from cms.changes.marker import current_marker
from cms.changes.models import GONE, ContentChange, LogHead, PublishedPage
from cms.changes.models.log import new_token
from cms.core.querysets import public_pages


if TYPE_CHECKING:
    from collections.abc import Collection

    from cms.changes.notes import Notes


def record(notes: Notes) -> None:
    """Write what came of the changes that were noted. To be called in a transaction.

    Those who write take turns from here to their commit. Only then can one of them
    know what the others have made public. A draft takes no turn.
    """
    if not (notes.concern_all or _may_show(notes.pages)):
        return
    with transaction.atomic():
        head = LogHead.locked()
        shown = dependants_of_things(notes.things)
        site = notes.site or notes.all_pages or shown.site
        comparison = Comparison()
        comparison.tell(notes.pages | shown.pages)
        comparison.look_at(_below_hidden(notes.pages))
        if notes.all_pages:
            comparison.look_at(_all_pages())
        if site or comparison.site:
            comparison.tell_of_site()
        if comparison.changes or site or notes.plan:
            _write(head, comparison)


def reconcile() -> int:
    """Find what changed without anybody noting it, and write it to the log.

    That is what was changed by SQL alone, by a process that was killed between two
    commits, or by the clock. Costs one look at all pages. Addresses are not compared:
    what writes them by SQL alone has to note the pages.

    Returns:
        How many pages the log had not told the truth of.
    """
    different = _different()
    if different:
        with transaction.atomic():
            head = LogHead.locked()
            comparison = Comparison()
            comparison.look_at(different)
            if comparison.changes:
                _write(head, comparison)
    return len(different)


def _different() -> set[int]:
    facts = ("pk", "title", "last_published_at")
    public = set(public_pages().order_by().values_list(*facts))
    known = set(PublishedPage.objects.values_list(*facts))
    return {pk for pk, *_facts in public ^ known}


def _may_show(ids: Collection[int]) -> bool:
    """Say whether these pages, or some below them, are public or have been.

    Whether a page is live is its own affair. Whether it is public may be decided by
    somebody else at this moment.
    """
    live_or_above_others = Q(live=True) | Q(numchild__gt=0)
    return any(
        PublishedPage.objects.filter(pk__in=batch).exists()
        or Page.objects.filter(live_or_above_others, pk__in=batch).exists()
        for batch in batches(ids)
    )


def _below_hidden(ids: Collection[int]) -> set[int]:
    """Return the pages below those that are not public.

    They may be public themselves, and have another address or another restriction now.
    What stands below a page that is public is found by what changes of that page.
    """
    found: set[int] = set()
    for batch in batches(ids):
        above = Page.objects.filter(pk__in=batch, numchild__gt=0)
        hidden = above.exclude(pk__in=public_pages().filter(pk__in=batch).values("pk"))
        for path in hidden.values_list("path", flat=True):
            below = Page.objects.filter(path__startswith=path)
            found |= set(below.order_by().values_list("pk", flat=True))
    return found


def _all_pages() -> set[int]:
    known = PublishedPage.objects.values_list("pk", flat=True)
    return {*Page.objects.order_by().values_list("pk", flat=True), *known}


def _write(head: LogHead, comparison: Comparison) -> None:
    """Add the changes to the log; caches learn of it with the commit."""
    now = timezone.now()
    changes = comparison.changes
    ContentChange.objects.bulk_create(
        [
            ContentChange(
                sequence=sequence,
                at=now,
                event=change.event,
                page_id=change.facts.page_id,
                page_type=change.facts.page_type,
                locale=change.facts.locale,
                path=change.facts.path,
                previous_path=change.previous_path,
            )
            for sequence, change in enumerate(changes, start=head.sequence + 1)
        ],
        batch_size=BATCH,
    )
    gone = [change.facts.page_id for change in changes if change.event in GONE]
    for batch in batches(gone):
        PublishedPage.objects.filter(pk__in=batch).delete()
    PublishedPage.objects.bulk_create(
        [
            PublishedPage(**change.facts._asdict())
            for change in changes
            if change.event not in GONE
        ],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["page_id"],
        update_fields=[name for name in Facts._fields if name != "page_id"],
    )
    head.sequence += len(changes)
    head.token = new_token()
    head.save(update_fields=["sequence", "token"])
    marker = current_marker()
    marker.begin(head.token)
    # Nothing is registered after this any more: it runs when all that follows is done.
    transaction.on_commit(partial(marker.settle, head.token))
