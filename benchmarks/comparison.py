"""The sites side by side on one database server."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks import rounds
from benchmarks.addresses import find_addresses
from benchmarks.client import BadAnswer
from benchmarks.content import SEED, Place
from benchmarks.rounds import Question, Variant
from benchmarks.rows import ROWS, Row
from benchmarks.sites import serve_ours, serve_stock, work_beside


CACHE_OFF = {"RESPONSE_CACHE_MB": "0"}
#: So high that nobody is refused; each request is counted as it would be.
LIMITS_ON = {"API_RATE_LIMIT": "100000000/min"}


class Stage:
    """Servers for both sites in one place, with the variants that may be asked."""

    def __init__(self, stack: ExitStack, both: Place, releases: int, run: Path) -> None:
        self._stack, self._both, self._log = stack, both, run / "servers.log"
        self._slug = f"release-{SEED}-{releases // 2}"
        self._beside = [*both.servers, *work_beside(stack, both.ours, self._log)]

    def stock(self) -> Variant:
        web = serve_stock(self._stack, self._both.stock, self._log)
        addresses = find_addresses(web.port or 0, self._slug, is_ours=False)
        beside = self._both.servers
        return Variant("stock", web, beside, addresses, lambda row: row.is_compared)

    def ours(self, name: str, **variables: str) -> Variant:
        web = serve_ours(self._stack, self._both.ours, self._log, **variables)
        addresses = find_addresses(web.port or 0, self._slug, is_ours=True)
        return Variant(name, web, self._beside, addresses)

    def all(self) -> list[Variant]:
        """Return the stock site and ours without cache, with it, and with limits."""
        limited = self.ours("limited", **LIMITS_ON)
        limited.wants = lambda row: row.key in ("api_list", "api_detail")
        return [
            self.stock(),
            self.ours("cold", **CACHE_OFF),
            self.ours("repeated"),
            limited,
        ]

    def publish_one(self, front: str) -> None:
        """Publish a release of ours; a cache in front is told of it."""
        self._both.ours.run(
            "benchmarks/publish.py", "introduction", "1", FRONTEND_CACHE_URL=front
        )

    def count_queries(self, variants: Iterable[Variant]) -> list[dict[str, Any]]:
        """Return the number of SQL queries of each row."""
        both, found = self._both, []
        ways = {
            "stock": (both.stock, {}),
            "cold": (both.ours, CACHE_OFF),
            "repeated": (both.ours, {}),
        }
        for variant in variants:
            if variant.name not in ways:
                continue
            site, variables = ways[variant.name]
            rows = [row for row in ROWS if variant.wants(row)]
            paths = [row.address(variant.addresses) for row in rows]
            printed = site.run("benchmarks/count_queries.py", *paths, **variables)
            for row, count in zip(rows, json.loads(printed), strict=True):
                one = {"row": row.key, "variant": variant.name, "queries": count}
                found.append(one)
        return found


def compare(
    stage: Stage, rows: list[Row], count: int, seconds: float
) -> dict[str, Any]:
    """Measure all variants; return what came of it.

    Raises:
        BadAnswer: A repeated answer is not the same as a cold one.
    """
    variants = stage.all()
    asked = rounds.questions(variants, rows)
    check_same(asked)
    return {
        "rows": rounds.run(asked, count, seconds),
        "queries": stage.count_queries(variants),
    }


def check_same(asked: Iterable[Question]) -> None:
    """Compare what ours answers without and with its cache."""
    bodies: dict[str, bytes] = {}
    for question in asked:
        if question.variant.name == "stock" or question.suffix:
            continue
        first = bodies.setdefault(question.row.key, question.answer.body)
        if first != question.answer.body:
            raise BadAnswer(f"{question.row.key} differs with and without cache.")
