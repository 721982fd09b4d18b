"""What README.md says about speed is what was measured."""

from __future__ import annotations

import json

import pytest

from benchmarks import readme_table, report


RESULTS = sorted(readme_table.RESULTS.glob("*.json"))


def test_readme__shows_the_newest_result():
    found = readme_table.newest()
    shown = readme_table.BETWEEN.search(readme_table.README.read_text())
    assert shown
    assert shown[0] == (readme_table.text_of(*found) if found else "")


@pytest.mark.parametrize("file", RESULTS, ids=lambda file: file.stem)
def test_result__has_tables_that_are_drawn_from_it(file):
    result = json.loads(file.read_text())
    assert file.with_suffix(".md").read_text() == report.markdown(result)


def test_summary__tells_share_and_promise():
    rows = [
        {"row": "release", "variant": "stock", "cpu_seconds_per_1000": 20.0},
        {"row": "release", "variant": "cold", "cpu_seconds_per_1000": 25.0},
        {"row": "release", "variant": "repeated", "cpu_seconds_per_1000": 0.5},
    ]
    lines = report.summary({"rows": rows}).splitlines()
    [line] = [line for line in lines if "press release page" in line]
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    assert cells[1:] == ["20.0 s", "25.0 s: 1.250 ✗ (> 1)", "0.5 s: 0.025 ✓", "–"]
