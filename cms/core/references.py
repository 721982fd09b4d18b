"""The pages and documents that others refer to, each looked up once for a request.

`cms.core.gathering` finds out what many pages refer to and lets it be loaded here
together, so that rich text is expanded without a query.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone

from wagtail.documents import get_document_model
from wagtail.models import Page

from cms.core.prepared import Keys, Parameter, prepared
from cms.core.querysets import (
    HOME_PAGE_DEPTH,
    NOW,
    introductions,
    knowing_if_private,
    knowing_if_public,
)


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import Model, QuerySet


LARGEST_KEY = 2**63 - 1


def as_primary_key(text: str) -> int | None:
    """Return the key that stored text names, or None if no row can have it."""
    if not (text.isascii() and text.isdecimal()) or len(text) > len(str(LARGEST_KEY)):
        return None  # Python reads no number of thousands of digits
    key = int(text)
    return key if 0 < key <= LARGEST_KEY else None


class References:
    """The targets of links, each looked up once: pages and documents for everybody.

    Pages are plain rows: they are named and linked to. What they say of themselves is
    asked for apart (`introduction`).
    """

    def __init__(self) -> None:
        #: Addresses that were worked out already; `cms.core.urls` keeps them here.
        self.addresses: dict[tuple[Any, ...], str] = {}
        self._introductions: dict[int, str] = {}
        self._rows: dict[int, Page | None] = {}
        self._documents: dict[int, Model | None] = {}
        self._at: dict[str, Page | None] = {}
        self._translations: dict[int, list[Page]] = {}
        self._expected: set[int] = set()
        self._expected_around: Page | None = None

    def expect_pages(self, ids: Iterable[int]) -> None:
        """Load the pages with these ids together with the next ones."""
        self._expected |= set(ids)

    def expect_around(self, page: Page) -> None:
        """Load what is above `page` and its translations together with the next ones."""
        self._expected_around = page

    def pages(self, ids: Iterable[int]) -> dict[int, Page]:
        """Return the public ones among the pages with these ids, by id."""
        rows = self.chosen_pages(ids)
        return {pk: row for pk, row in rows.items() if _is_public(row)}

    def chosen_pages(self, ids: Iterable[int]) -> dict[int, Page]:
        """Return the pages with these ids, public or not, by id.

        Which of them are public is learnt from the same query.
        """
        ids = set(ids)
        if unknown := ids - self._rows.keys():
            self._load(unknown)
        return {pk: row for pk in ids if (row := self._rows[pk])}

    def above(self, page: Page) -> list[Page]:
        """Return the public pages above `page`, from the home page down.

        A draft that stands nowhere yet has none.
        """
        paths = _paths_above(page)
        if any(path not in self._at for path in paths):
            self.expect_around(page)
            self._load(set())
        return [row for path in paths if (row := self._at[path]) and _is_public(row)]

    def translations(self, page: Page) -> list[Page]:
        """Return `page` in its other languages, as far as they are public."""
        if not page.pk:
            return []
        if page.pk not in self._translations:
            self.expect_around(page)
            self._load(set())
        return self._translations[page.pk]

    def parents(self, pages: Iterable[Page]) -> dict[str, Page]:
        """Return the public pages right above `pages`, by the path of the page below.

        A home page has none, nor has a draft that stands nowhere yet.
        """
        above = {
            page.path: paths[-1] for page in pages if (paths := _paths_above(page))
        }
        if unknown := set(above.values()) - self._at.keys():
            self._load(set(), unknown)
        parents = {path: self._at[parent] for path, parent in above.items()}
        return {path: row for path, row in parents.items() if row and _is_public(row)}

    def introduction(self, page: Page) -> str:
        """Return the introduction of a page that is known here; empty if it has none.

        The first call loads those of all pages that are known.
        """
        if page.pk not in self._introductions:
            known = {pk for pk, row in self._rows.items() if row and _is_public(row)}
            missing = {page.pk, *known} - self._introductions.keys()
            self._introductions |= dict.fromkeys(missing, "") | introductions(missing)
        return self._introductions[page.pk]

    def documents(self, ids: Iterable[int]) -> dict[int, Model]:
        """Return those of the documents with these ids that are not private, by id.

        What refers to them is public, so they are given to everybody, unless they lie
        in a collection for some people only.
        """
        ids = set(ids)
        if unknown := ids - self._documents.keys():
            found = {row.pk: row for row in _documents(ids=unknown)}
            for pk in unknown:
                row = found.get(pk)
                self._documents[pk] = None if row is None or row.is_private else row
        return {pk: document for pk in ids if (document := self._documents[pk])}

    def chosen_documents(self, ids: Iterable[int]) -> dict[int, Model]:
        """Return the documents with these ids, for everybody or not, by id."""
        rows = {row.pk: row for row in _documents(ids=ids)}
        for pk in set(ids) - self._documents.keys():
            row = rows.get(pk)
            self._documents[pk] = None if row is None or row.is_private else row
        return rows

    def _load(self, ids: set[int], paths: set[str] | None = None) -> None:
        """Load pages by id and by path, with those that are expected, in one query."""
        ids |= self._expected - self._rows.keys()
        around, self._expected, self._expected_around = (
            self._expected_around,
            set(),
            None,
        )
        paths = (paths or set()) | set(_paths_above(around) if around else ())
        rows = _pages(
            bool(paths),
            bool(around),
            ids=ids,
            paths=paths,
            key=around and around.translation_key,
            now=timezone.now(),
        )
        self._rows |= dict.fromkeys(ids) | {row.pk: row for row in rows}
        self._at |= dict.fromkeys(paths) | {row.path: row for row in rows}
        if around and around.pk:
            self._translations[around.pk] = [
                row
                for row in sorted(rows, key=lambda row: row.path)
                if row.translation_key == around.translation_key
                and row.pk != around.pk
                and _is_public(row)
            ]


@prepared
def _pages(by_path: bool, by_translation: bool) -> QuerySet:
    wanted = Q(pk__any_of=Keys("ids", _field("id")))
    if by_path:
        wanted |= Q(path__any_of=Keys("paths", _field("path")))
    if by_translation:
        wanted |= Q(translation_key=Parameter("key", _field("translation_key")))
    return knowing_if_public(Page.objects.filter(wanted), NOW)


def _field(name: str) -> Any:
    return Page._meta.get_field(name)


@prepared
def _documents() -> QuerySet:
    model = get_document_model()
    rows = model.objects.filter(pk__any_of=Keys("ids", model._meta.pk)).order_by()
    return knowing_if_private(rows)


def _is_public(row: Any) -> bool:
    """Say what the row was told when it was loaded (`knowing_if_public`)."""
    return row.is_public


def _paths_above(page: Page) -> list[str]:
    """Return the places in the tree from the home page down to right above `page`."""
    step = page.steplen
    depths = range(HOME_PAGE_DEPTH, len(page.path or "") // step)
    return [page.path[: step * depth] for depth in depths]


_remembered: ContextVar[References | None] = ContextVar("references", default=None)


@contextmanager
def remember_references() -> Iterator[None]:
    """Remember looked-up references until the block ends."""
    token = _remembered.set(References())
    try:
        yield
    finally:
        _remembered.reset(token)


def current_references() -> References:
    """Return what is remembered, or an empty memory outside of a request."""
    return _remembered.get() or References()
