"""Copies of objects that many requests begin with."""

from __future__ import annotations

from typing import Any, TypeVar


Copied = TypeVar("Copied")


def shallow_copy(original: Copied) -> Copied:
    """Return what `copy.copy` would, of an object that keeps all in its `__dict__`.

    It takes a quarter of the time, and an answer needs fifty of them.
    """
    copied: Any = object.__new__(type(original))
    copied.__dict__.update(original.__dict__)
    return copied
