"""The differences between what the log has told of pages and what the public sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone

from wagtail.models import Page, Site

from cms.changes.dependants import dependants_of_pages
from cms.changes.facts import Facts, batches, known_facts, public_facts
from cms.changes.models import ContentChange, Event
from cms.core.querysets import servable_now


if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


class Change(NamedTuple):
    """What happened to a page; of one that is gone, how it was last."""

    event: Event
    facts: Facts
    previous_path: str = ""


class Comparison:
    """What has changed for the public, found by looking at pages.

    A page whose address or title is new, that comes or that goes, changes those that
    show something of it, which are looked at as well.

    Attributes:
        changes: What was found: at most one change for each page.
        site: Whether something that stands on every page shows what has changed.
    """

    def __init__(self) -> None:
        self._changes: dict[int, Change] = {}
        self.site = False

    @property
    def changes(self) -> list[Change]:
        return list(self._changes.values())

    def tell(self, ids: Collection[int]) -> None:
        """Tell of those pages among `ids` that are public, changed or not, or were."""
        waiting = set(ids)
        while waiting:
            shifted = self._compare(waiting, told=True)
            waiting = self._dependants(shifted) - self._changes.keys()

    def look_at(self, ids: Collection[int]) -> None:
        """Tell of those pages among `ids` that have changed."""
        shifted = self._compare(set(ids) - self._changes.keys(), told=False)
        self.tell(self._dependants(shifted) - self._changes.keys())

    def tell_of_site(self) -> None:
        """Tell of the home pages, which stand for what is on every page."""
        homes = set(Site.objects.values_list("root_page_id", flat=True))
        self.tell(homes - self._changes.keys())

    def _compare(self, ids: set[int], *, told: bool) -> list[Facts]:
        """Note the changes of pages; return those that others show differently now."""
        before, after = known_facts(ids), public_facts(ids)
        events = {
            **_comings(after.keys() - before.keys()),
            **_goings(before.keys() - after.keys()),
        }
        shifted = []
        for pk in sorted(before.keys() | after.keys()):
            old, new = before.get(pk), after.get(pk)
            event = events.get(pk) or _event(before[pk], after[pk], told=told)
            facts = new or before[pk]
            if event:
                previous = old.path if old and event == Event.MOVED else ""
                self._changes[pk] = Change(event, facts, previous)
            if pk in events or before[pk].card != after[pk].card:
                shifted.append(facts)
        return shifted

    def _dependants(self, shifted: Iterable[Facts]) -> set[int]:
        keys = {facts.page_id: facts.translation_key for facts in shifted}
        if not keys:
            return set()
        found = dependants_of_pages(keys.keys(), keys.values())
        self.site |= found.site
        return found.pages


def _event(before: Facts, after: Facts, *, told: bool) -> Event | None:
    """Return what happened to a page that was public and still is."""
    if before.path != after.path:
        return Event.MOVED
    return Event.UPDATED if told or before != after else None


def _comings(ids: Iterable[int]) -> dict[int, Event]:
    """Return what happened to pages that are public now and were not."""
    events = {}
    for batch in batches(ids):
        told = ContentChange.objects.filter(page_id__in=batch).order_by("sequence")
        last = dict(told.values_list("page_id", "event"))
        for pk in batch:
            opened = last.get(pk) == Event.RESTRICTED
            events[pk] = Event.OPENED if opened else Event.PUBLISHED
    return events


def _goings(ids: Iterable[int]) -> dict[int, Event]:
    """Return what happened to pages that were public and are not."""
    events = {}
    now = timezone.now()
    for batch in batches(ids):
        rows = Page.objects.filter(pk__in=batch)
        restricted = set(servable_now(rows).values_list("pk", flat=True))
        expired = {
            pk
            for pk, is_expired, at in rows.values_list("pk", "expired", "expire_at")
            if is_expired or (at is not None and at <= now)
        }
        existing = set(rows.values_list("pk", flat=True))
        for pk in batch:
            if pk not in existing:
                events[pk] = Event.DELETED
            elif pk in restricted:
                events[pk] = Event.RESTRICTED
            else:
                events[pk] = Event.EXPIRED if pk in expired else Event.UNPUBLISHED
    return events
