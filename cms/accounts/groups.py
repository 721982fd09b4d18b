"""What each group may do, and how it comes to it.

Rights are given after each `migrate`, when Django has made the permissions, and when a
section of the site is made that a group has rights in. `Grant` remembers what was given:
a right that an administrator takes away stays away, and a new type of content finds its
groups at the next `migrate`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import import_module

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q

from wagtail import hooks
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)
from wagtail.snippets.models import get_snippet_models

from cms.accounts.models import Grant


EDITORS = "Editors"
PRESS_OFFICERS = "Press officers"
MODERATORS = "Moderators"
ADMINISTRATORS = "Administrators"
EVERYBODY = (EDITORS, PRESS_OFFICERS, MODERATORS, ADMINISTRATORS)

#: Sections in which press officers publish without approval.
PRESS_SECTION = "press.PressReleaseIndexPage"
#: Apps whose snippets are content, written by all who write pages.
CONTENT_APPS = ("core", "home", "refugeeweek", "press")

WRITE = ("add_page", "change_page")
APPROVE = (*WRITE, "publish_page", "lock_page", "unlock_page")
PAGE_RIGHTS = {
    EDITORS: WRITE,
    PRESS_OFFICERS: WRITE,
    MODERATORS: APPROVE,
    ADMINISTRATORS: (*APPROVE, "bulk_delete_page"),
}
FILE_RIGHTS = [
    ("wagtailimages", ("add_image", "change_image", "choose_image")),
    ("wagtaildocs", ("add_document", "change_document", "choose_document")),
]
COLLECTION_RIGHTS = (
    "wagtailcore",
    ("add_collection", "change_collection", "delete_collection"),
)

#: The name of a group, that of a right, and what gives it.
Right = tuple[str, str, Callable[[Group], None]]


def give_rights() -> None:
    """Give each group what it was never given before. Run twice it changes nothing."""
    # The admin's addresses make its parts tell which permissions they have.
    import_module("wagtail.admin.urls")
    root = Page.get_first_root_node()
    if root is not None:  # in a test's database there may be nothing at all
        give([*permission_rights(), *tree_rights(root), *collection_rights()])
        for pk in apps.get_model(PRESS_SECTION).objects.values_list("pk", flat=True):
            give_press_section(pk)


def give_press_section(page_id: int) -> None:
    """Let press officers publish below the page with this id."""
    give(page_rights(PRESS_OFFICERS, page_id, ["publish_page"]))


@transaction.atomic
def give(rights: Iterable[Right]) -> None:
    """Give each right once to its group, if there is such a group."""
    groups = {group.name: group for group in Group.objects.all()}
    given = set(Grant.objects.values_list("group__name", "right"))
    for name, right, grant in rights:
        if name in groups and (name, right) not in given:
            grant(groups[name])
            Grant.objects.create(group=groups[name], right=right)
            given.add((name, right))


def permission_rights() -> Iterator[Right]:
    """Yield what is not bound to a place: admin, snippets, settings, people."""
    snippets = Q()
    for model in get_snippet_models():
        if model._meta.app_label in CONTENT_APPS:
            snippets |= Q(
                content_type__app_label=model._meta.app_label,
                content_type__model=model._meta.model_name,
            )
    content = snippets | Q(content_type__app_label="publishing")
    writing = content & Q(codename__regex="^(add|change|view)_") & registered()
    in_admin = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    translating = Q(
        content_type__app_label="wagtail_localize", codename="submit_translation"
    )
    # Shown at once, without review: for those who publish.
    promoting = Q(content_type__app_label="wagtailsearchpromotions")
    approving = content | promoting | Q(codename="view_publications")
    for name in EVERYBODY:
        yield from model_rights(name, in_admin | translating | writing)
    for name in (MODERATORS, ADMINISTRATORS):
        yield from model_rights(name, approving & registered())
    yield from model_rights(ADMINISTRATORS, registered())


def registered() -> Q:
    """Return what finds the permissions that the admin offers for groups."""
    ids: set[int] = set()
    for find in hooks.get_hooks("register_permissions"):
        ids.update(find().values_list("pk", flat=True))
    return Q(pk__in=ids)


def model_rights(name: str, found_by: Q) -> Iterator[Right]:
    """Yield the permissions that a query finds as rights of a group."""
    permissions = Permission.objects.filter(found_by).select_related("content_type")
    for permission in permissions.distinct():
        right = f"{permission.content_type.app_label}.{permission.codename}"
        yield name, right, partial(add_permission, permission)


def add_permission(permission: Permission, group: Group) -> None:
    """Add a permission to a group."""
    group.permissions.add(permission)


def tree_rights(root: Page) -> Iterator[Right]:
    """Yield the rights that hold for all pages, in each language."""
    for name, codenames in PAGE_RIGHTS.items():
        yield from page_rights(name, root.pk, codenames)


def page_rights(name: str, page_id: int, codenames: Iterable[str]) -> Iterator[Right]:
    """Yield a group's rights on a page and on all below it."""
    permissions = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=codenames
    )
    for permission in permissions:
        right = f"wagtailcore.{permission.codename} below page {page_id}"
        yield name, right, partial(add_page_permission, page_id, permission)


def add_page_permission(page_id: int, permission: Permission, group: Group) -> None:
    """Give a group a permission on a page and on all below it."""
    GroupPagePermission.objects.get_or_create(
        group=group, page_id=page_id, permission=permission
    )


def collection_rights() -> Iterator[Right]:
    """Yield the rights on pictures and documents."""
    root = Collection.get_first_root_node()
    for name in EVERYBODY:
        files = [*FILE_RIGHTS, *([COLLECTION_RIGHTS] * (name == ADMINISTRATORS))]
        for app_label, codenames in files:
            permissions = Permission.objects.filter(
                content_type__app_label=app_label, codename__in=codenames
            )
            for permission in permissions:
                right = f"{app_label}.{permission.codename} in all collections"
                yield name, right, partial(add_collection_permission, root, permission)


def add_collection_permission(
    root: Collection, permission: Permission, group: Group
) -> None:
    """Give a group a permission on all files."""
    GroupCollectionPermission.objects.get_or_create(
        group=group, collection=root, permission=permission
    )
