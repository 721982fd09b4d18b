"""How rows are loaded together with what they show, in few queries."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, prefetch_related_objects

from cms.core.renditions import load_renditions


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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


def with_keys(rows: QuerySet, relations: Sequence[str]) -> QuerySet:
    """Return `rows` joined with what their foreign keys among `relations` lead to."""
    keys = [key for relation in relations if (key := _forward(rows.model, relation))]
    return rows.select_related(*keys) if keys else rows


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
                prefetch_related_objects(rows, _joined(type(rows[0]), path))
            if has_renditions and (pictures := _waiting.get()) is not None:
                for row in rows:
                    pictures += _follow(row, path)


def _joined(model: type[Model], names: Sequence[str]) -> str | Prefetch:
    """Return a prefetch in which inline rows come with their keys."""
    field: Any = model._meta.get_field(names[0])
    rest = "__".join(names[1:])
    keys = rest and field.one_to_many and _forward(field.related_model, rest)
    if not keys:
        return "__".join(names)
    rows = field.related_model._default_manager.select_related(keys)
    return Prefetch(names[0], rows if keys == rest else rows.prefetch_related(rest))


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
