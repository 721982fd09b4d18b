"""What tests read of structured data."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client

from bs4 import BeautifulSoup


def told(url: str) -> dict[str, list[Any]]:
    """Return what a page tells search engines, by type."""
    soup = BeautifulSoup(Client().get(url).content, "html5lib")
    nodes = [json.loads(tag.string) for tag in soup.select("script[type*='ld+json']")]
    assert all(node["@context"] == "https://schema.org" for node in nodes)
    found: dict[str, list[Any]] = {}
    for node in nodes:
        found.setdefault(node["@type"], []).append(node)
    return found


def one(url: str, kind: str) -> dict[str, Any]:
    """Return the only node of a type."""
    (node,) = told(url)[kind]
    return node
