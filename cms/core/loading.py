"""How rows are loaded together with what they show, in few queries."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects

from modelcluster.queryset import FakeQuerySet

from cms.core.prepared import Keys, prepared
from cms.core.renditions import load_renditions


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from django.db.models import Model, QuerySet

RENDITIONS = "renditions"
#: Pictures whose renditions are going to be loaded together; None while nobody waits.
_waiting: ContextVar[list[Model] | None] = ContextVar("waiting", default=None)


@contextmanager
def renditions_together() -> Iterator[None]:
    """Load the renditions of all pictures that are loaded in the block, at its end."""
    if _waiting.get() is not None:
        yield
        return
    pictures: list[Model] = []
    token = _waiting.set(pictures)
    try:
        yield
    finally:
        _waiting.reset(token)
    load_renditions(pictures)


@contextmanager
def without_renditions() -> Iterator[None]:
    """Load no renditions of the pictures that are loaded in the block: for texts only."""
    token = _waiting.set([])
    try:
        yield
    finally:
        _waiting.reset(token)


def with_keys(rows: QuerySet, relations: Sequence[str]) -> QuerySet:
    """Return `rows` joined with what their foreign keys among `relations` lead to."""
    keys = [key for relation in relations if (key := _forward(rows.model, relation))]
    return rows.select_related(*keys) if keys else rows


def rows_by_key(
    model: type[Model], keys: Iterable[int], relations: Sequence[str] = ()
) -> dict[int, Any]:
    """Return the rows with these keys, by key, with what `relations` lead to."""
    found = {row.pk: row for row in _rows_by_key(model, tuple(relations), keys=keys)}
    load_relations(list(found.values()), relations)
    return found


def load_relations(rows: Sequence[Model], relations: Sequence[str]) -> None:
    """Load what `relations` of `rows` lead to, as `prefetch_related` would.

    Inline rows come joined with what their keys lead to, and renditions all at once:
    `partnerships__partner__logo__renditions` costs two queries instead of four.
    """
    if not rows:
        return
    with renditions_together():
        for relation in relations:
            names = relation.split("__")
            has_renditions = names[-1] == RENDITIONS
            if path := names[:-1] if has_renditions else names:
                _load(rows, path)
            if has_renditions and (pictures := _waiting.get()) is not None:
                for row in rows:
                    pictures += _follow(row, path)


def _load(rows: Sequence[Model], names: Sequence[str]) -> None:
    """Load a relation without what Django's prefetch asks of each row by itself."""
    field: Any = type(rows[0])._meta.get_field(names[0])
    rest = "__".join(names[1:])
    if field.one_to_many and rest == (rest and _forward(field.related_model, rest)):
        plain = [row for row in rows if rows_in_hand(row, names[0]) is None]
        _load_inline(plain, field, names[0], rest)
    elif field.many_to_one and not rest:
        _load_targets([row for row in rows if not field.is_cached(row)], field)
    else:
        prefetch_related_objects(rows, "__".join(names))


def rows_in_hand(row: Any, name: str) -> Iterable[Any] | None:
    """Return the inline rows that were loaded, or a draft's; None if nobody has yet.

    Without the manager that Django makes for each row that is asked.
    """
    known = row.__dict__
    of_draft = known.get("_cluster_related_objects") or {}
    return of_draft.get(name, known.get("_prefetched_objects_cache", {}).get(name))


def _load_inline(rows: Sequence[Any], relation: Any, name: str, joined: str) -> None:
    """Load inline rows as the values that `prefetch_related` would leave.

    They are not told their page, which nothing asks them for: the two would keep each
    other in memory until the next search for garbage, with all that the page shows.
    """
    if not rows:
        return
    below: dict[int, list[Any]] = {row.pk: [] for row in rows}
    key = relation.field
    for child in _inline_rows(relation.related_model, key.name, joined, keys=below):
        below[getattr(child, key.attname)].append(child)
    for row in rows:
        known = FakeQuerySet(relation.related_model, below[row.pk])
        row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = known


def _load_targets(rows: Sequence[Any], key: Any) -> None:
    """Load what a foreign key of `rows` leads to."""
    keys = {getattr(row, key.attname) for row in rows} - {None}
    found = rows_by_key(key.related_model, keys) if keys else {}
    for row in rows:
        key.set_cached_value(row, found.get(getattr(row, key.attname)))


@prepared
def _rows_by_key(model: type[Model], relations: tuple[str, ...]) -> QuerySet:
    rows = model._default_manager.filter(pk__any_of=Keys("keys", model._meta.pk))
    return with_keys(rows.order_by(), relations)


@prepared
def _inline_rows(model: type[Model], key: str, joined: str) -> QuerySet:
    target: Any = model._meta.get_field(key)
    keys = Keys("keys", target.target_field)
    rows = model._default_manager.filter(**{f"{key}__any_of": keys})
    return rows.select_related(joined) if joined else rows


def _forward(model: type[Model], relation: str) -> str:
    """Return the part of a relation from its beginning that foreign keys lead along."""
    keys = []
    for name in relation.split("__"):
        field: Any = model._meta.get_field(name)
        if not (field.many_to_one or field.one_to_one) or not field.concrete:
            break
        keys.append(name)
        model = field.related_model
    return "__".join(keys)


def _follow(row: Any, names: Sequence[str]) -> Iterator[Model]:
    """Yield what is at the end of a relation that is loaded."""
    if row is None:
        return
    if not names:
        yield row
        return
    value = getattr(row, names[0])
    for each in value.all() if hasattr(value, "all") else [value]:
        yield from _follow(each, names[1:])
