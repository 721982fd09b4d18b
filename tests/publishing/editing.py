"""An editor at the forms of the admin, through the test client."""

from __future__ import annotations

import datetime
import html
import re

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from wagtail.models import GroupPagePermission, Page, Revision
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)


#: The morning of a day on which an editor prepares World Refugee Day.
START = datetime.datetime(2026, 6, 19, 9, 0, tzinfo=datetime.UTC)
#: One minute past midnight in London, as an editor types it and as the database has it.
TYPED = "2026-06-20 00:01"
EMBARGO = datetime.datetime(2026, 6, 19, 23, 1, tzinfo=datetime.UTC)
IN_WORDS = "Sat 20 June 2026, 00:01 BST"
MINUTE = datetime.timedelta(minutes=1)


def make_editor(name: str, page: Page, *permissions: str):
    """Return a user who may do `permissions` with `page` and what is below."""
    group = Group.objects.create(name=f"Group of {name}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user = get_user_model().objects.create_user(name, f"{name}@example.org", name)
    user.groups.add(group)
    allow(user, page, *permissions)
    return user


def allow(user, page: Page, *permissions: str) -> None:
    """Let the group of `user` do `permissions` with `page` and what is below."""
    for permission in permissions:
        GroupPagePermission.objects.create(
            group=user.groups.get(),
            page=page,
            permission=Permission.objects.get(
                content_type__app_label="wagtailcore", codename=f"{permission}_page"
            ),
        )


def release_form(action: str = "", **fields) -> dict[str, str]:
    """Return what the browser sends of the form of a press release."""
    data = {
        "title": "Choir to sing",
        "slug": "choir-to-sing",
        "date": "2026-06-20",
        "location": "London",
        "introduction": "A choir sings.",
        "image": "",
        "edition": "",
        "body": streamfield([]),
        "notes_to_editors": rich_text(""),
        "release_contacts": inline_formset([]),
        "release_attachments": inline_formset([]),
        "related_story_links": inline_formset([]),
        "comments": inline_formset([]),
        "seo_title": "",
        "search_description": "",
        "go_live_at": "",
        "expire_at": "",
    }
    data |= {f"action-{action}": action} if action else {}
    return nested_form_data(data | fields)


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def save(client, page: Page, action: str = "", **fields):
    """Press “Save draft” or, with an action, “Publish” or “Submit”."""
    fields = {"title": page.title, "slug": page.slug} | fields
    return client.post(edit_url(page), release_form(action, **fields), follow=True)


def autosave(client, page: Page, **fields):
    """Do what the form does by itself while the editor types."""
    fields = {"title": page.title, "slug": page.slug} | fields
    return client.post(
        edit_url(page),
        release_form(**fields),
        headers={"Accept": "application/json"},
    )


def scheduled(page: Page) -> datetime.datetime | None:
    """Return when a version of the page has been approved to go live."""
    approved = Revision.page_revisions.filter(
        object_id=str(page.pk), approved_go_live_at__isnull=False
    )
    return approved.values_list("approved_go_live_at", flat=True).first()


def schedule(page: Page, at: datetime.datetime = EMBARGO, **changes) -> None:
    """Plan the next version of a page, as an editor does with “Schedule to publish”."""
    for name, value in changes.items():
        setattr(page, name, value)
    page.go_live_at = at
    page.save_revision().publish()
    page.refresh_from_db()


def text_of(response) -> str:
    """Return the words of an answer on one line, without markup."""
    words = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", response.content.decode())
    return " ".join(html.unescape(words).split())
