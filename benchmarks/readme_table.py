"""`make benchmarks-table`: puts the newest result's tables into the README."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from benchmarks.report import for_readme
from benchmarks.sites import ROOT


RESULTS = ROOT / "benchmarks" / "results"
README = ROOT / "README.md"
BETWEEN = re.compile(
    r"(?<=<!-- benchmarks -->\n).*?(?=<!-- /benchmarks -->)", re.DOTALL
)


def newest(folder: Path = RESULTS) -> tuple[Path, dict[str, Any]] | None:
    """Return the newest whole result and its file; quick ones do not count."""
    found = []
    for file in folder.glob("*.json"):
        result = json.loads(file.read_text())
        if not result["is_quick"]:
            found.append((result["at"], file, result))
    if not found:
        return None
    _at, file, result = max(found, key=lambda one: one[0])
    return file, result


def text_of(file: Path, result: dict[str, Any]) -> str:
    """Return what the README says of a result."""
    machine = result["machine"]
    source = file.with_suffix(".md").relative_to(ROOT)
    return (
        f"\nSeconds of processor time for 1,000 requests, of web, worker and database "
        f"processes together, and their share of the stock project's. Measured on "
        f"{result['at'][:10]} on {machine['processor']}; [everything]({source}).\n\n"
        f"{for_readme(result)}\n\n"
    )


def main() -> None:
    """Write the table, if there is a result."""
    if found := newest():
        text = text_of(*found)
        README.write_text(BETWEEN.sub(lambda _old: text, README.read_text()))


if __name__ == "__main__":
    main()
