"""Every example of the guide for partners is run, and prints what the guide shows."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from django.db import connection

import pytest

from tests.docs.examples import differences, read_examples


ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
HOST = "http://localhost:8000"
EXAMPLES = read_examples(GUIDE)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor != "sqlite",
        reason="what is printed does not depend on the database; once is enough",
    ),
]


def command(language):
    """Return what runs a program that is written to its standard input."""
    if language == "python":
        return [sys.executable, "-"]
    names = {"sh": ["sh"], "js": ["node", "--input-type=module", "-"]}[language]
    if shutil.which(names[0]) is None:
        pytest.skip(f"no {names[0]} on the path: an example did not run")
    return names


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_example__prints_what_is_shown(address, example):
    source = example.source.replace(HOST, address).replace("curl ", "curl --silent ")
    run = subprocess.run(
        command(example.language),
        input=source,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert not differences(example, run.stdout.replace(address, HOST)), run.stdout[:800]


def test_guide__has_examples_in_each_language():
    assert {example.language for example in EXAMPLES} == {"sh", "js", "python"}
    assert len(EXAMPLES) >= 10


def test_guide__leads_to_places_that_are_there():
    headings = re.findall(r"^#+ (.+)$", GUIDE, re.MULTILINE)
    anchors = {heading.lower().replace(" ", "-") for heading in headings}
    for target in re.findall(r"\]\(([^)]+)\)", GUIDE):
        if target.startswith("#"):
            assert target[1:] in anchors, target
        elif not target.startswith("https://"):
            assert (ROOT / "docs" / target).exists(), target
