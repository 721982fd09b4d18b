"""Remembers where pages are public, for the day on which they no longer are.

`cms.core.signal_handlers` calls `remember_addresses` whenever a page may have become
public or changed its address. It asks the rule, so it is never wrong to call it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from django.utils import timezone

from wagtail.models import Page, Site

from cms.core.models import PublicAddress
from cms.core.models.public_addresses import LONGEST_PATH
from cms.core.querysets import public_from_later, public_now


if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from wagtail.query import PageQuerySet


def remember_addresses(pages: PageQuerySet) -> None:
    """Remember the address of each of `pages` that is public, and of its aliases.

    A page that is going to be public by the clock alone counts from that moment; what
    had been noted of a future that is now a different one is forgotten.
    """
    ids = pages.order_by().values("pk")
    pages = Page.objects.filter(pk__in=ids) | Page.objects.filter(alias_of__in=ids)
    now = timezone.now()
    PublicAddress.objects.filter(
        page_id__in=pages.order_by().values("pk"), since__gt=now
    ).delete()
    PublicAddress.objects.bulk_create(
        _addresses(pages, now), batch_size=500, ignore_conflicts=True
    )


def has_been_public(site: Site | None, path: str) -> bool:
    """Say whether a page has ever been public at `path`, such as `/press/a-choir/`."""
    if site is None or len(path) > LONGEST_PATH:
        return False
    return PublicAddress.objects.so_far().filter(site=site, path=path).exists()


def page_has_been_public(page_id: int) -> bool:
    """Say whether the page with this id has ever been public, wherever it stood."""
    return PublicAddress.objects.so_far().filter(page_id=page_id).exists()


def _addresses(pages: PageQuerySet, now: datetime) -> Iterator[PublicAddress]:
    roots = Site.get_site_root_paths()
    for page in public_now(pages) | public_from_later(pages):
        page._wagtail_cached_site_root_paths = roots  # one look-up for all of them
        parts = page.get_url_parts()
        if not parts or not parts[2]:
            continue
        path = unquote(parts[2])
        if len(path) <= LONGEST_PATH:
            yield PublicAddress(
                site_id=parts[0],
                path=path,
                page_id=page.pk,
                since=max(now, page.go_live_at or now),
            )
