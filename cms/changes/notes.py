"""What has been touched in a transaction and may change what the public sees.

Whoever touches something says so here, and need not know what comes of it: before the
commit the recorder looks at what the public sees then (`cms.changes.recorder`).
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import connection

from cms.changes.recorder import record


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import Model


@dataclass
class Notes:
    """What was touched.

    Attributes:
        pages: The ids of pages whose content, place or visibility may be new.
        things: Rows of other models, such as pictures and snippets, by model.
        site: Whether something is new that stands on every page.
        all_pages: Whether any page may be somewhere else, or not be public any more.
        plan: Whether the time may be new at which something is going to be public.
    """

    pages: set[int] = field(default_factory=set)
    things: dict[type[Model], set[int]] = field(default_factory=dict)
    site: bool = False
    all_pages: bool = False
    plan: bool = False

    @property
    def concern_all(self) -> bool:
        """Whether more than single pages may have changed."""
        return bool(self.things or self.site or self.all_pages or self.plan)

    def record(self) -> None:
        """Write to the log what came of all this."""
        record(self)


def note_pages(ids: Iterable[int]) -> None:
    """Note that the content, the place or the visibility of pages may be new."""
    with _to_be_recorded() as notes:
        notes.pages.update(ids)


def note_things(model: type[Model], ids: Iterable[int]) -> None:
    """Note that something has changed that pages may show: a picture, a snippet."""
    with _to_be_recorded() as notes:
        notes.things.setdefault(model, set()).update(ids)


def note_site() -> None:
    """Note that something has changed that stands on every page."""
    with _to_be_recorded() as notes:
        notes.site = True


def note_all_pages() -> None:
    """Note that any page may have another address, or be public or not."""
    with _to_be_recorded() as notes:
        notes.all_pages = True


def note_plan() -> None:
    """Note that something may become public, or stop being so, at a new time."""
    with _to_be_recorded() as notes:
        notes.plan = True


@contextmanager
def _to_be_recorded() -> Iterator[Notes]:
    """Yield what has been noted in this transaction so far, to be recorded at its end."""
    wrapper: Any = connection  # one of `cms.changes.databases`
    waiting = getattr(wrapper.before_commit, "__self__", None)
    notes = waiting if isinstance(waiting, Notes) else Notes()
    yield notes
    wrapper.run_before_commit(notes.record)
