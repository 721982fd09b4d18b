"""Looking at every value in an answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def walk(data: Any, path: str = "") -> Iterator[tuple[str, str, Any]]:
    """Yield path, key and value of everything in `data`, however deep."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield f"{path}.{key}", key, value
            yield from walk(value, f"{path}.{key}")
    elif isinstance(data, list):
        for position, value in enumerate(data):
            yield f"{path}[{position}]", "", value
            yield from walk(value, f"{path}[{position}]")
