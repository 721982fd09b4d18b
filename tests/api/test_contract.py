"""The shape of each page type, kept in a file: what partners' programs rely on.

A change of a file in `contract/` is legitimate when it only adds: a new field, a new
block, a new key of a nested object. A key that is renamed, removed, or given another
type or meaning breaks programs that other people wrote; that needs a new version of the
API, or the consent of every partner, and a record in `docs/decisions/`.

`UPDATE_CONTRACT=1 pytest tests/api/test_contract.py` writes the files anew. Read the
difference before you commit it.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.api.conftest import fresh


FOLDER = Path(__file__).parent / "contract"
PAGE_TYPES = [
    "homepage",
    "standardpage",
    "editionindexpage",
    "editionpage",
    "eventstorypage",
    "pressreleaseindexpage",
    "pressreleasepage",
]
#: What differs from run to run, and what stands in its place in the files.
CHANGING = [
    (re.compile(r"/media/(images|original_images)/[\w-]{16}/"), r"/media/\1/<random>/"),
    (re.compile(r"/api/v2/([\w-]+)/\d+/"), r"/api/v2/\1/<id>/"),
    (re.compile(r"/documents/\d+/"), "/documents/<id>/"),
    (re.compile(r"^[0-9a-f]{8}-[0-9a-f-]{27}$"), "<uuid>"),
    (
        re.compile(r"\b(IMG_|Programme |Partner |partner-|programme-)\d+|"
                   r"\b(Person |Contact |Hall |number )\d+"),
        r"\1\2<n>",
    ),
]  # fmt: skip


def settle(data: Any, key: str = "") -> Any:
    """Return `data` without what differs from run to run."""
    if isinstance(data, dict):
        return {name: settle(value, name) for name, value in data.items()}
    if isinstance(data, list):
        return [settle(value) for value in data]
    if key == "id" and isinstance(data, int):
        return "<id>"
    if key == "body_html":
        return "<html>"  # its markup is promised to be clean, not to stay the same
    if isinstance(data, str):
        for pattern, replacement in CHANGING:
            data = pattern.sub(replacement, data)
    return data


@pytest.fixture
def tree(lasting_tree, db):
    return fresh(lasting_tree)


@pytest.mark.parametrize("page_type", PAGE_TYPES)
def test_detail__has_the_promised_shape(tree, get, page_type):
    page = tree.by_type()[page_type]
    with time_machine.travel("2026-06-01 12:00Z", tick=False):
        page.save_revision().publish()
    answer = settle(get(f"pages/{page.pk}/"))
    file = FOLDER / f"{page_type}.json"
    if os.environ.get("UPDATE_CONTRACT"):
        file.write_text(json.dumps(answer, indent=2, ensure_ascii=False) + "\n")
    assert answer == json.loads(file.read_text())


def test_every_page_type__has_a_file(tree):
    assert sorted(tree.by_type()) == sorted(PAGE_TYPES)
    assert sorted(file.stem for file in FOLDER.glob("*.json")) == sorted(PAGE_TYPES)
