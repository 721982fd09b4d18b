"""Wagtail's own API tests, in the process of their own that their settings need."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from django.db import connection

import pytest


ROOT = Path(__file__).parents[2]
#: Those of Wagtail 8.0.1, and ours beside those that differ.
FEWEST_TESTS = 150


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="it brings a database of its own"
)
def test_wagtails_own_tests__pass_with_our_endpoint():
    run = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"),
            *("-p", "no:randomly", "-n", "0"),
            *("--ds", "tests.wagtail_api.settings", "tests/wagtail_api/suite.py"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-5000:] + run.stderr[-2000:]
    passed = re.search(r"(\d+) passed", run.stdout)
    assert passed
    assert int(passed[1]) >= FEWEST_TESTS
    assert "skipped" not in run.stdout
