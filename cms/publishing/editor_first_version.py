"""A public page that was not made in the editor keeps its public version.

Wagtail takes a page down until the time that is set for its next version, if it does
not know which version is public. So it is with pages that a program has made, such as
the first home page of a new site.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import Page


if TYPE_CHECKING:
    from django.http import HttpRequest


def keep_public_version(request: HttpRequest, page: Page) -> None:
    """Store what is public as a version, before the first one that an editor saves."""
    if request.method != "POST":
        return
    unknown = Page.objects.filter(live=True, live_revision=None, alias_of=None)
    if stored := unknown.filter(pk=page.pk).first():
        draft_id = stored.latest_revision_id  # stays the newest, if there is one
        revision = stored.specific.save_revision(clean=False, changed=False)
        Page.objects.filter(pk=page.pk).update(
            live_revision=revision, latest_revision_id=draft_id or revision.pk
        )
        page.live_revision = revision
