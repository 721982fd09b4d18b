"""Measures all rows of all variants in turns, and takes the medians."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from benchmarks.client import BadAnswer, Connection, fetch
from benchmarks.processes import Server
from benchmarks.rows import Row
from benchmarks.sites import HEADERS, ROOT


WARMING = 12  # requests, so that each process of a server has seen the address
LEAST = 8  # requests in each round, however slow
PER = 1000  # requests that processor time is told for


@dataclass
class Variant:
    """A site in one of the ways in which it can be served.

    Attributes:
        name: "stock", "cold" (ours without its cache), "repeated" (with it) and others.
        web: What is asked.
        beside: What works for it: its time counts, too.
        addresses: What stands for the names in the rows' paths.
        wants: Which rows are asked of it.
    """

    name: str
    web: Server
    beside: list[Server]
    addresses: dict[str, str]
    wants: Callable[[Row], bool] = lambda row: True

    def cpu_seconds(self) -> float:
        return sum(one.cpu_seconds() for one in [self.web, *self.beside])


@dataclass
class Question:
    """One row asked of one variant, and what came of it."""

    row: Row
    variant: Variant
    headers: dict[str, str]
    answer: Connection
    suffix: str = ""
    measured: list[dict[str, Any]] = field(default_factory=list)
    failure: str = ""

    def measure(self, seconds: float) -> None:
        """Ask for so long."""
        port = self.variant.web.port
        asked = {
            "port": port,
            "path": self.row.address(self.variant.addresses),
            "headers": self.headers,
            "status": self.answer.status,
            "length": self.answer.length,
        }
        if not self.measured:
            ask({**asked, "seconds": 0, "least": WARMING})
        before = self.variant.cpu_seconds()
        result = ask({**asked, "seconds": seconds, "least": LEAST})
        result["cpu"] = (self.variant.cpu_seconds() - before) / result["requests"] * PER
        self.measured.append(result)

    def result(self) -> dict[str, Any]:
        """Return the medians of all rounds."""
        rates = [one["requests"] / one["seconds"] for one in self.measured]
        return {
            "row": self.row.key + self.suffix,
            "variant": self.variant.name,
            "cpu_seconds_per_1000": median(one["cpu"] for one in self.measured),
            "cpu_rounds": [round(one["cpu"], 4) for one in self.measured],
            "requests_per_second": median(rates),
            **{
                f"{name}_ms": median(one[name] for one in self.measured)
                for name in ("p50", "p95", "p99", "p100")
            },
            "bytes": self.answer.length,
        }


def ask(question: dict[str, Any]) -> dict[str, Any]:
    """Let a process of its own ask, so that its time is not counted."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.client"],
        input=json.dumps(question),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def questions(variants: Iterable[Variant], rows: Iterable[Row]) -> list[Question]:
    """Return what is to be asked, rows first, so that variants take turns."""
    variants = list(variants)
    asked = []
    for row in rows:
        for variant in variants:
            if variant.wants(row):
                asked += _question(row, variant)
    return asked


def _question(row: Row, variant: Variant) -> list[Question]:
    port, path = variant.web.port or 0, row.address(variant.addresses)
    answer = fetch(port, path, HEADERS)
    if answer.status != 200:
        raise BadAnswer(f"{variant.name} {path}: {answer.status}")
    found = [Question(row, variant, HEADERS, answer)]
    etag = answer.headers.get("etag")
    if row.has_304 and etag and variant.name == "repeated":
        headers = {**HEADERS, "If-None-Match": etag}
        unchanged = fetch(port, path, headers)
        if unchanged.status != 304:
            raise BadAnswer(f"{path} with its ETag: {unchanged.status}, not 304.")
        found.append(Question(row, variant, headers, unchanged, "_304"))
    return found


def run(asked: list[Question], count: int, seconds: float) -> list[dict[str, Any]]:
    """Ask everything `count` times in turns; return the medians.

    What fails once is told, not asked again and not in the result.
    """
    for number in range(count):
        for question in [one for one in asked if not one.failure]:
            try:
                question.measure(seconds)
            except subprocess.CalledProcessError as error:
                question.failure = (error.stderr.strip() or "It ended.").splitlines()[
                    -1
                ]
                name = f"{question.row.key} of {question.variant.name}"
                sys.stderr.write(f"{name}: {question.failure}\n")
        sys.stderr.write(f"round {number + 1} of {count} done\n")
    return [question.result() for question in asked if not question.failure]
