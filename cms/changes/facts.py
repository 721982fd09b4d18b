"""What the public sees of pages, in so far as the log and other pages tell of it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from wagtail.models import Site

from cms.changes.models import PublishedPage
from cms.core.querysets import public_pages


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from uuid import UUID

    from wagtail.models import Page

BATCH = 500  # SQLite takes no more than some thousand values at once


class Facts(NamedTuple):
    """A public page: where it is, and what other pages show of it."""

    page_id: int
    page_type: str
    locale: str
    path: str
    title: str
    translation_key: UUID
    last_published_at: datetime | None

    @property
    def card(self) -> tuple[str, str]:
        """What other pages show."""
        return self.path, self.title


def public_facts(ids: Iterable[int]) -> dict[int, Facts]:
    """Return the facts of those pages among `ids` that are public now, by id."""
    # It may have been changed by another process, which can't empty a cache of ours.
    Site.clear_site_root_paths_cache()
    roots = Site.get_site_root_paths()
    found = {}
    for batch in batches(ids):
        for page in public_pages().filter(pk__in=batch).select_related("locale"):
            page._wagtail_cached_site_root_paths = roots  # one look-up for all of them
            if facts := _facts(page):
                found[page.pk] = facts
    return found


def known_facts(ids: Iterable[int]) -> dict[int, Facts]:
    """Return what the log has last told of pages that were public then, by id."""
    return {
        row[0]: Facts(*row)
        for batch in batches(ids)
        for row in PublishedPage.objects.filter(pk__in=batch).values_list(
            *Facts._fields
        )
    }


def batches(values: Iterable[int]) -> Iterator[list[int]]:
    """Yield `values` in lists that are short enough for one query."""
    rest = iter(sorted(values))
    while batch := list(islice(rest, BATCH)):
        yield batch


def _facts(page: Page) -> Facts | None:
    parts = page.get_url_parts()
    model = page.specific_class
    if not parts or not parts[2] or model is None:
        return None
    return Facts(
        page_id=page.pk,
        page_type=model._meta.label,
        locale=page.locale.language_code,
        path=parts[2],
        title=page.title,
        translation_key=page.translation_key,
        last_published_at=page.last_published_at,
    )
