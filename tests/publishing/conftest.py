"""People who put bundles together and approve them, and a clock that stands still."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import Group, Permission, User

from wagtail.models import GroupPagePermission

import pytest

from cms.publishing.models import Bundle, BundlePage
from tests import factories


START = datetime.datetime(2026, 6, 15, 9, 0, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)
SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def clock(time_machine):
    """The time stands still at nine in the morning, until a test moves it."""
    time_machine.move_to(START, tick=False)
    return time_machine


def member(name, home, page_permissions, *codenames):
    """Return somebody who has these rights on every page and in the admin."""
    group = Group.objects.create(name=f"Group of {name}")
    for permission in page_permissions:
        GroupPagePermission.objects.create(
            group=group,
            page=home,
            permission=Permission.objects.get(
                codename=f"{permission}_page", content_type__app_label="wagtailcore"
            ),
        )
    wanted = [*codenames, "access_admin"]
    group.permissions.set(Permission.objects.filter(codename__in=wanted))
    user = User.objects.create_user(name, password="password")
    user.groups.add(group)
    return user


BUNDLE_RIGHTS = ("add_bundle", "change_bundle", "delete_bundle", "view_bundle")


@pytest.fixture
def author(home):
    """May write pages and put bundles together, and publish nothing."""
    return member("author", home, ["add", "change"], *BUNDLE_RIGHTS)


@pytest.fixture
def approver(home):
    """May publish everything, and so approve bundles."""
    return member("approver", home, ["add", "change", "publish"], *BUNDLE_RIGHTS)


@pytest.fixture
def drafts(press, author, clock):
    """Three press releases that nobody has seen yet."""
    pages = [
        factories.PressReleasePageFactory(parent=press, title=f"News {n}", live=False)
        for n in range(3)
    ]
    for page in pages:
        page.save_revision(user=author)
    return pages


def bundle_of(pages, **values):
    """Return a draft of a bundle that goes live a minute after the test's start."""
    values = {"title": "Launch", "go_live_at": START + MINUTE, **values}
    bundle = Bundle.objects.create(**values)
    for number, page in enumerate(pages):
        BundlePage.objects.create(bundle=bundle, page=page, sort_order=number)
    return bundle


@pytest.fixture
def bundle(drafts):
    return bundle_of(drafts)
