"""Changes the tree of pages one after the other.

Where a page stands is worked out in Python and written by SQL (treebeard), and saving a
page writes back the place that it had when it was loaded. Two editors who move, make and
publish pages at the same moment would leave pages at the same place and wrong numbers of
children. Wagtail does not prevent that.

So whoever writes a page takes turns, from before its first row is locked until the
commit, and takes over from the database where the page stands by then. On SQLite there
is one writer at a time anyway.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page


if TYPE_CHECKING:
    from collections.abc import Callable

#: The number of our lock; means nothing, and is no other's.
TREE = 7_309_453_665
PLACE = ("path", "depth", "numchild", "url_path")


def lock_tree() -> None:
    """Wait until nobody else writes pages, and be the only one until the commit.

    To be called in a transaction, before it locks a row of a page.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TREE])


def find_again(page: Page) -> None:
    """Take over from the database where a page stands.

    Raises:
        Page.DoesNotExist: It has been deleted meanwhile.
    """
    page.refresh_from_db(fields=PLACE)
    page.__dict__.pop("_cached_parent_obj", None)  # what treebeard remembers


def keep_place(page: Page) -> None:
    """See to it that saving a page that was moved meanwhile leaves it where it is."""
    rows = Page.objects.filter(pk=page.pk).values(*PLACE)
    place = rows.first() if page.pk else None
    if place and place["path"] != page.path:
        for name, value in place.items():
            setattr(page, name, value)
        page.__dict__.pop("_cached_parent_obj", None)
    elif place:
        page.numchild = place["numchild"]


def take_turns() -> None:
    """Let all moves and all new pages take turns: editors', and those of commands."""
    MovePageAction.execute = _one_at_a_time(
        MovePageAction.execute, lambda action: (action.page, action.target)
    )
    for name in ("add_child", "add_sibling"):
        method = getattr(Page, name)
        setattr(Page, name, _one_at_a_time(method, lambda page: (page,)))


def _one_at_a_time(
    method: Callable[..., Any], pages: Callable[[Any], tuple[Page, ...]]
) -> Callable[..., Any]:
    """Return what changes the tree, as a whole, from where its pages are by then."""

    @wraps(method)
    def change(self: Any, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            lock_tree()
            for page in pages(self):
                find_again(page)
            return method(self, *args, **kwargs)

    return change
