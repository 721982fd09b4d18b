"""`python -m benchmarks`: measure everything, write the results; `make benchmarks`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import fronts, growth, report
from benchmarks.client import BadAnswer
from benchmarks.comparison import Stage, compare
from benchmarks.content import collect_static_files, place
from benchmarks.machine import describe
from benchmarks.rows import ROWS
from benchmarks.sites import STORE


RESULTS = Path(__file__).parent / "results"


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--pages", type=int, default=2000, help="press releases")
    parser.add_argument("--databases", default="sqlite postgresql")
    parser.add_argument("--sizes", default="100 2000 10000", help="for the growth")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=1.5, help="of each question")
    parser.add_argument(
        "--quick", action="store_true", help="SQLite, one size, shorter questions"
    )
    parser.add_argument("--only-content", action="store_true", help="make it and stop")
    parser.add_argument("--results", type=Path, default=RESULTS, help="a folder")
    chosen = parser.parse_args()
    if chosen.quick:
        chosen.databases, chosen.sizes, chosen.seconds = "sqlite", "", 0.7
    chosen.databases = chosen.databases.split()
    chosen.sizes = [int(size) for size in chosen.sizes.split()]
    return chosen


def main() -> None:
    """Measure, write, and say where."""
    chosen = options()
    start = time.monotonic()
    run = STORE / "run"
    shutil.rmtree(run, ignore_errors=True)
    run.mkdir(parents=True)
    run.chmod(0o711)
    if chosen.only_content:
        make_content(chosen, run)
        return
    result: dict[str, Any] = {
        "at": datetime.now(UTC).isoformat(timespec="minutes"),
        "machine": describe(),
        "load": os.getloadavg()[0],
        "is_quick": chosen.quick,
        "pages": chosen.pages,
        "rounds": chosen.rounds,
        "seconds": chosen.seconds,
    }
    for vendor in chosen.databases:
        result[vendor] = measure(vendor, chosen, run)
    if chosen.sizes:
        result["growth"] = growth.measure(
            chosen.sizes, "sqlite", run, chosen.rounds, chosen.seconds
        )
    result["minutes"] = round((time.monotonic() - start) / 60, 1)
    name = f"{result['at'][:10]}-{platform.node()}{'-quick' * chosen.quick}"
    chosen.results.mkdir(parents=True, exist_ok=True)
    file = chosen.results / f"{name}.json"
    file.write_text(json.dumps(result, indent=1) + "\n")
    text = report.markdown(result)
    file.with_suffix(".md").write_text(text)
    sys.stdout.write(f"{text}\nWritten to {file}\n")


def measure(vendor: str, chosen: argparse.Namespace, run: Path) -> dict[str, Any]:
    """Compare the sites on one database server; on the first, measure caches, too."""
    with ExitStack() as stack:
        both = stack.enter_context(place(chosen.pages, vendor, run))
        for site in (both.ours, both.stock):
            collect_static_files(site)
        stage = Stage(stack, both, chosen.pages, run)
        found = compare(stage, ROWS, chosen.rounds, chosen.seconds)
        if vendor == chosen.databases[0]:
            try:
                found["fronts"] = fronts.measure(
                    stage, run, chosen.rounds, chosen.seconds
                )
            except BadAnswer as error:  # the figures so far are good
                sys.stderr.write(f"No caches in front: {error}\n")
        return found


def make_content(chosen: argparse.Namespace, run: Path) -> None:
    """Make the content that a run of these options needs."""
    wanted = [(chosen.pages, vendor) for vendor in chosen.databases]
    for size, vendor in [*wanted, *((size, "sqlite") for size in chosen.sizes)]:
        with place(size, vendor, run):
            sys.stderr.write(f"{size} releases for {vendor} are there.\n")


if __name__ == "__main__":
    main()
