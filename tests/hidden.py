"""Pages that are not public and have never been, one for each way to be hidden."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

from wagtail.models import Page, PageViewRestriction

from tests import factories


HOUR = timedelta(hours=1)
KINDS = ("login", "password", "groups")


def restrict(page: Page, kind: str = "login") -> PageViewRestriction:
    """Let only some people see a page and all below it."""
    restriction = PageViewRestriction.objects.create(
        page=page,
        restriction_type=kind,
        password="open sesame" if kind == "password" else "",
    )
    restriction.groups.set(Group.objects.all())
    return restriction


def draft(parent: Page, **fields: Any) -> Page:
    return factories.EventStoryPageFactory(parent=parent, live=False, **fields)


def embargoed(parent: Page, **fields: Any) -> Page:
    """Live in the database, as an import or a careless script may leave it."""
    return factories.EventStoryPageFactory(
        parent=parent, go_live_at=timezone.now() + HOUR, **fields
    )


def scheduled(parent: Page, **fields: Any) -> Page:
    """Waiting for its time in the way of Wagtail's editor."""
    page = draft(parent, go_live_at=timezone.now() + HOUR, **fields)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def expired(parent: Page, **fields: Any) -> Page:
    return factories.EventStoryPageFactory(
        parent=parent, expire_at=timezone.now() - HOUR, **fields
    )


def restricted(parent: Page, kind: str = "login", **fields: Any) -> Page:
    page = draft(parent, **fields)
    restrict(page, kind)
    page.live = True
    page.save()
    return page


def alias_of_draft(parent: Page, **fields: Any) -> Page:
    """Wagtail takes no alias down whose source is saved as a draft without its actions."""
    source = draft(parent, **{**fields, "slug": "canary-source"})
    alias = source.create_alias(parent=parent, update_slug=fields["slug"])
    alias.live = True
    alias.save()
    return alias


def alias_of_scheduled(parent: Page, **fields: Any) -> Page:
    """Wagtail publishes the aliases of a page as soon as it is scheduled."""
    source = draft(parent, **{**fields, "slug": "canary-source"})
    alias = source.create_alias(parent=parent, update_slug=fields["slug"])
    source.go_live_at = timezone.now() + HOUR
    source.save_revision().publish()
    alias.refresh_from_db()
    assert alias.live
    return alias


def alias_of_restricted(parent: Page, **fields: Any) -> Page:
    source = restricted(parent, **{**fields, "slug": "canary-source"})
    alias = source.create_alias(parent=parent, update_slug=fields["slug"])
    alias.view_restrictions.all().delete()
    return alias


def alias_of_alias_of_draft(parent: Page, **fields: Any) -> Page:
    between = alias_of_draft(parent, **{**fields, "slug": "canary-between"})
    return between.create_alias(parent=parent, update_slug=fields["slug"])


#: Their address is unknown: 404.
UNKNOWN = {
    "draft": draft,
    "embargoed": embargoed,
    "scheduled": scheduled,
    "expired": expired,
    "alias_of_draft": alias_of_draft,
    "alias_of_scheduled": alias_of_scheduled,
    "alias_of_restricted": alias_of_restricted,
    "alias_of_alias_of_draft": alias_of_alias_of_draft,
}
#: Whoever comes to their address is asked for a login or a password.
RESTRICTED = {kind: partial(restricted, kind=kind) for kind in KINDS}
HIDDEN = {**UNKNOWN, **RESTRICTED}
