"""Finds out, over HTTP, which addresses the rows stand for on a site."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

from benchmarks.client import BadAnswer, fetch
from benchmarks.rows import MATCHES, RARE_WORD, RELEASES
from benchmarks.sites import HEADERS


PICTURE = re.compile(rb'<img[^>]* src="([^"]+)"')


def get(port: int, path: str) -> bytes:
    """Return what an address answers."""
    answer = fetch(port, path, HEADERS)
    if answer.status != 200:
        raise BadAnswer(f"{path}: {answer.status} {answer.body[:300]!r}")
    return answer.body


def get_json(port: int, path: str) -> Any:
    return json.loads(get(port, path))


def find_addresses(port: int, slug: str, is_ours: bool) -> dict[str, str]:
    """Return what stands for the names in the rows' paths.

    Raises:
        BadAnswer: The site does not have what is to be measured.
    """
    found = get_json(port, f"/api/v2/pages/?{RELEASES}&search={RARE_WORD}")["meta"][
        "total_count"
    ]
    if found != MATCHES:
        raise BadAnswer(f"{found} releases match, not {MATCHES}.")
    release = get_json(port, f"/api/v2/pages/?{RELEASES}&slug={slug}")["items"][0]
    addresses = {
        "id": str(release["id"]),
        "release": urlsplit(release["meta"]["html_url"]).path,
    }
    if is_ours:
        addresses["picture"] = _picture(get(port, addresses["release"]))
        for name, listing in {"story": "stories", "edition": "editions"}.items():
            first = get_json(port, f"/api/v2/{listing}/?limit=1")["items"][0]
            addresses[name] = urlsplit(first["meta"]["html_url"]).path
    return addresses


def _picture(page: bytes) -> str:
    pictures = [found.decode() for found in PICTURE.findall(page)]
    return next(urlsplit(one).path for one in pictures if "/media/" in one)
