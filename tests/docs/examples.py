"""The examples of a guide, and whether a program printed what the guide shows."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import NamedTuple


FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
RUN = ("sh", "js", "python")
SHOWN = ("json", "text")
#: Stands in the guide for anything that is left out.
ANYTHING = "…"


class Example(NamedTuple):
    """A program and what it prints."""

    name: str
    language: str
    source: str
    form: str
    shown: str


def read_examples(guide):
    """Return the examples of a guide; each program is followed by what it prints."""
    blocks = list(FENCE.finditer(guide))
    found = []
    for block, after in pairwise(blocks):
        if block[1] not in RUN:
            continue
        assert after[1] in SHOWN, f"nothing is shown after: {block[2]}"
        heading = [match[1] for match in HEADING.finditer(guide[: block.start()])][-1]
        name = f"{heading}, {block[1]}, {len(found) + 1}"
        found.append(Example(name, block[1], block[2], after[1], after[2]))
    assert blocks[-1][1] not in RUN
    return found


def differences(example, printed):
    """Return where `printed` is not what the guide shows; empty if it is."""
    if example.form == "json":
        return list(_unlike(json.loads(example.shown), json.loads(printed), ""))
    shown, lines = example.shown.splitlines(), printed.splitlines()
    if len(shown) != len(lines):
        return [f"{len(lines)} lines: {printed}"]
    return [
        line for text, line in zip(shown, lines, strict=True) if not _like(text, line)
    ]


def _unlike(shown, real, where):
    if shown == ANYTHING:
        return
    if isinstance(shown, dict) and isinstance(real, dict):
        names = [name for name in shown if name != ANYTHING]
        if missing := set(names) - real.keys():
            yield f"{where} lacks {sorted(missing)}"
        if ANYTHING not in shown and (more := real.keys() - set(names)):
            yield f"{where} has {sorted(more)} as well"
        for name in names:
            yield from _unlike(shown[name], real.get(name), f"{where}.{name}")
    elif isinstance(shown, list) and isinstance(real, list):
        yield from _unlike_rows(shown, real, where)
    elif isinstance(shown, str) and isinstance(real, str):
        if not _like(shown, real):
            yield f"{where} is {real[:200]!r}"
    elif type(shown) is not type(real) or not (shown == real or _is_number(shown)):
        yield f"{where} is {real!r}"


def _unlike_rows(shown, real, where):
    rows = [row for row in shown if row != ANYTHING]
    if len(rows) > len(real) or (len(rows) < len(real) and ANYTHING not in shown):
        yield f"{where} has {len(real)} rows"
    for number, (row, real_row) in enumerate(zip(rows, real, strict=False)):
        yield from _unlike(row, real_row, f"{where}[{number}]")


def _is_number(value):
    """Ids and counts differ from one site to another."""
    return isinstance(value, int) and not isinstance(value, bool)


def _like(shown, real):
    """Compare two texts; numbers in addresses are ids, `…` is anything."""
    parts = [re.sub(r"/\d+/$", "/ID/", part) for part in shown.split(ANYTHING)]
    pattern = ".*".join(re.escape(part).replace("/ID/", r"/\d+/") for part in parts)
    return re.fullmatch(pattern, real, re.DOTALL) is not None
