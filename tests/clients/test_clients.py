"""Clients generated from the API's description compile, and read the sample content.

`make clients` installs the generators (see package.json) and runs this.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cms.samples.loader import load
from tests.sample_site import small_pictures  # noqa: F401 - a fixture


pytestmark = pytest.mark.skipif(
    "CLIENTS" not in os.environ, reason="make clients does it"
)

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SCHEMA = ROOT / "tests/api/openapi.json"
TYPES = ROOT / "examples/partner-site/api.d.ts"
TOOLS = HERE / "node_modules/.bin"


def run(*command: str | Path, **environment: str) -> str:
    """Run a program; return what it printed, or fail with all that it said."""
    done = subprocess.run(
        command,
        cwd=HERE,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_types__are_of_today(tmp_path):
    new = tmp_path / "api.d.ts"
    run(TOOLS / "openapi-typescript", SCHEMA, "--output", new)
    old = TYPES.read_text(encoding="utf-8")
    TYPES.write_text(new.read_text(encoding="utf-8"), encoding="utf-8")
    assert new.read_text(encoding="utf-8") == old, (
        f"{TYPES.name} was old: now it is new."
    )


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_clients__read_the_sample_content(
    live_server,
    settings,
    tmp_path,
    small_pictures,  # noqa: F811
):
    settings.BASE_URL = settings.WAGTAILAPI_BASE_URL = live_server.url
    load(small_pictures)
    in_typescript = fetch_in_typescript(tmp_path, live_server.url)
    in_python = fetch_in_python(tmp_path, live_server.url)
    assert in_typescript[0] == "7 stories, the newest: We Dare to Dream"
    assert in_typescript[1] == "heading: A film about wanting something"
    assert in_python == [
        in_typescript[0],
        *(line.partition(":")[0] for line in in_typescript[1:]),
    ]


def fetch_in_typescript(folder: Path, site: str) -> list[str]:
    run(TOOLS / "tsc", "--project", HERE, "--outDir", folder)
    compiled = folder / HERE.relative_to(ROOT)
    return run("node", HERE / "run.mjs", compiled, site).splitlines()


def fetch_in_python(folder: Path, site: str) -> list[str]:
    programs = Path(sys.executable).parent
    run(
        programs / "openapi-python-client",
        *("generate", "--path", SCHEMA, "--meta", "none", "--fail-on-warning"),
        *("--output-path", folder / "partner_api"),
        PATH=f"{programs}{os.pathsep}{os.environ['PATH']}",
    )
    told = run(sys.executable, HERE / "stories.py", site, PYTHONPATH=str(folder))
    return told.splitlines()
