"""What each group may do, as the rights of a real database say."""

from __future__ import annotations

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from wagtail.models import (
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Task,
    WorkflowPage,
)

import pytest

from cms.accounts import groups
from cms.accounts.models import ReviewTask
from tests import factories
from tests.accounts.conftest import make_user


pytestmark = pytest.mark.django_db


def rights(user, page):
    return page.permissions_for_user(user)


@pytest.fixture
def arabic_press(home):
    arabic = Locale.objects.get(language_code="ar")
    root = factories.HomePageFactory(
        parent=home.get_parent(), locale=arabic, slug="home-ar"
    )
    return factories.PressReleaseIndexPageFactory(parent=root, locale=arabic)


def test_groups__are_those_of_the_contract_and_no_other():
    assert set(Group.objects.values_list("name", flat=True)) == set(groups.EVERYBODY)


@pytest.mark.parametrize("name", [groups.EDITORS, groups.PRESS_OFFICERS])
def test_writers__write_every_page_and_publish_none(name, home, edition, story):
    user = make_user("w", name)
    for page in (home, edition, story):
        assert rights(user, page).can_edit()
        assert not rights(user, page).can_publish()
        assert not rights(user, page).can_unpublish()
        assert not rights(user, page).can_set_view_restrictions()
        assert not rights(user, page).can_publish_subpage()


def test_editors__do_not_publish_press_releases_either(editor, release):
    assert rights(editor, release).can_edit()
    assert not rights(editor, release).can_publish()


def test_press_officers__publish_and_schedule_press_releases(press_officer, release):
    assert rights(press_officer, release).can_publish()
    assert rights(press_officer, release).can_unschedule()
    assert rights(press_officer, release.get_parent()).can_publish_subpage()


def test_press_officers__publish_in_a_section_of_another_language(
    press_officer, arabic_press
):
    release = factories.PressReleasePageFactory(parent=arabic_press)
    assert rights(press_officer, release).can_publish()
    assert not rights(press_officer, arabic_press.get_parent()).can_publish()


@pytest.mark.parametrize("name", [groups.MODERATORS, groups.ADMINISTRATORS])
def test_approvers__publish_everything(name, story, release):
    user = make_user("a", name)
    assert rights(user, story).can_publish()
    assert rights(user, release).can_publish()


@pytest.mark.parametrize("name", groups.EVERYBODY)
def test_everybody__reaches_the_admin_and_what_they_write(name, client, home):
    client.force_login(make_user("e", name))
    for path in (
        "/admin/",
        "/admin/images/",
        "/admin/images/add/",
        "/admin/documents/add/",
        "/admin/snippets/core/partner/add/",
        "/admin/snippets/refugeeweek/venue/add/",
        "/admin/snippets/press/presscontact/add/",
        f"/admin/pages/add/home/standardpage/{home.pk}/",
    ):
        assert client.get(path).status_code == 200, path


ADMINISTRATION = [
    "/admin/users/",
    "/admin/groups/",
    "/admin/redirects/",
    "/admin/sites/",
    "/admin/collections/",
    "/admin/workflows/list/",
    "/admin/settings/core/sitesettings/",
    "/admin/settings/press/presssettings/",
    "/admin/reports/log-ins/",
    "/admin/webhooks/",
]


@pytest.mark.parametrize("path", ADMINISTRATION)
def test_administration__is_for_administrators(
    path, client, administrator, moderator, press_officer, editor
):
    client.force_login(administrator)
    assert client.get(path, follow=True).status_code == 200
    assert client.get(path, follow=True).request["PATH_INFO"].startswith(path)
    for user in (moderator, press_officer, editor):
        client.force_login(user)
        answer = client.get(path, follow=True)
        assert not answer.request["PATH_INFO"].startswith(path), user


def test_give_rights__does_not_overrule_an_administrator(home, press):
    editors = Group.objects.get(name=groups.EDITORS)
    officers = Group.objects.get(name=groups.PRESS_OFFICERS)
    editors.permissions.remove(Permission.objects.get(codename="add_partner"))
    GroupPagePermission.objects.filter(group=officers, page=press).delete()
    groups.give_rights()
    assert not editors.permissions.filter(codename="add_partner").exists()
    assert not GroupPagePermission.objects.filter(group=officers, page=press).exists()


def test_give_rights__twice__changes_nothing():
    def rows():
        return [
            set(rights.objects.values_list())
            for rights in (
                Group.permissions.through,
                GroupPagePermission,
                GroupCollectionPermission,
            )
        ]

    before = rows()
    groups.give_rights()
    assert rows() == before


def test_migrate__gives_a_new_right_to_an_existing_site(home):
    """As when an update brings a type of snippet that the groups never had."""
    administrators = Group.objects.get(name=groups.ADMINISTRATORS)
    right = Permission.objects.get(codename="change_partner")
    administrators.permissions.remove(right)
    apps.get_model("accounts.Grant").objects.filter(
        group=administrators, right="core.change_partner"
    ).delete()
    call_command("migrate", verbosity=0)
    assert administrators.permissions.filter(pk=right.pk).exists()


def test_review__is_asked_of_every_page_and_replaces_wagtails_own(home, release):
    for page in (home, release):
        assert page.get_workflow().name == "Review"
    (task,) = home.get_workflow().tasks
    assert isinstance(task.specific, ReviewTask)
    names = {group.name for group in task.specific.groups.all()}
    assert names == {groups.MODERATORS, groups.ADMINISTRATORS}
    assert list(WorkflowPage.objects.values_list("page__depth", flat=True)) == [1]
    assert [task.name for task in Task.objects.filter(active=True)] == ["Review"]
