"""How the cost of an answer and of publishing grows with the site."""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import rounds
from benchmarks.comparison import CACHE_OFF, Stage
from benchmarks.content import Place, place
from benchmarks.rows import ROWS


PUBLISHED = 10  # pages in each round
COUNTED = ("api_list", "list")  # rows that tell how many there are in all
COUNTED_ANEW = 20  # answers
FIELDS = {"ours": "introduction", "stock": "intro"}


def measure(
    sizes: list[int], vendor: str, run: Path, count: int, seconds: float
) -> dict[str, Any]:
    """Ask sites of all sizes in turns; return the medians, by size."""
    with ExitStack() as stack:
        places = {
            size: stack.enter_context(place(size, vendor, run / str(size)))
            for size in sizes
        }
        return {
            "rows": _answers(places, run, count, seconds),
            "anew": _counted_anew(places),
            "publishing": _publishing(places, count),
        }


def _answers(
    places: dict[int, Place], run: Path, count: int, seconds: float
) -> list[dict[str, Any]]:
    rows = [row for row in ROWS if row.is_compared]
    with ExitStack() as stack:
        variants = {}
        for size, both in places.items():
            stage = Stage(stack, both, size, run)
            variants[size] = [stage.stock(), stage.ours("cold", **CACHE_OFF)]
        asked = [
            (size, question)
            for row in rows
            for size in places
            for question in rounds.questions(variants[size], [row])
        ]
        found = rounds.run([question for _size, question in asked], count, seconds)
    return [
        {"size": size, **result}
        for size, result in zip(
            [size for size, question in asked if not question.failure],
            found,
            strict=True,
        )
    ]


def _counted_anew(places: dict[int, Place]) -> list[dict[str, Any]]:
    """Return what lists cost whose counts our site does not keep yet."""
    rows = [row for row in ROWS if row.key in COUNTED]
    found = []
    for size, both in places.items():
        printed = both.ours.run(
            "benchmarks/count_anew.py",
            *(str(COUNTED_ANEW), *(row.path for row in rows)),
            **CACHE_OFF,
        )
        for row, cost in zip(rows, json.loads(printed), strict=True):
            found.append({"size": size, "row": row.key, "milliseconds": cost})
    return found


def _publishing(places: dict[int, Place], count: int) -> list[dict[str, Any]]:
    took: dict[tuple[int, str, str], list[float]] = {}
    for _round in range(count):
        for size, both in places.items():
            for site in (both.stock, both.ours):
                field, times = FIELDS[site.name], str(PUBLISHED)
                printed = site.run("benchmarks/publish.py", field, times)
                for kind, found in json.loads(printed).items():
                    took.setdefault((size, site.name, kind), []).extend(found)
    return [
        {"size": size, "site": site, "kind": kind, "milliseconds": median(found)}
        for (size, site, kind), found in took.items()
    ]
