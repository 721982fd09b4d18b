"""Lighthouse, as on a telephone, on a server with the sample content: `make lighthouse`.

Prints a table and ends with 1 where a page has less than it should. Speed is measured
on the machine as it is, so nothing else should run on it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.browser.conftest import FLAGS, NAMES
from tests.browser.gates.server import serving


LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
PAGES = {
    "home": "/",
    "edition": "/refugee-week/2022/",
    "story": "/refugee-week/2022/living-library/",
    "release": "/press/refugee-week-2020-global-music-video/",
    "list": "/press/",
    "search": "/search/",
    "home, ar": "/ar/",
}
PICTURES = Path(__file__).parents[2] / "cms/samples/pictures"
PROGRAM = Path(__file__).parent / "tools/node_modules/.bin/lighthouse"
RUNS = int(os.environ.get("RUNS", "3"))
TRIES = 3  # a busy machine sometimes loses a trace
METRICS = {
    "LCP": "largest-contentful-paint",
    "TBT": "total-blocking-time",
    "CLS": "cumulative-layout-shift",
}


def measure(url, chromium):
    """Return the report of one run."""
    command = [
        *(PROGRAM, url, "--quiet", "--output=json"),
        f"--only-categories={','.join(LEAST)}",
        "--no-enable-error-reporting",
        f"--chrome-flags=--headless {' '.join(FLAGS)}",
    ]
    for _try in range(TRIES):
        done = subprocess.run(
            command,
            env={**os.environ, "CHROME_PATH": chromium},
            capture_output=True,
            text=True,
        )
        if done.returncode == 0:
            return json.loads(done.stdout)
    raise RuntimeError(f"Lighthouse does not run:\n{done.stderr}")


def middle(numbers):
    return sorted(numbers)[len(numbers) // 2]


def report_page(name, url, chromium):
    """Print one line of the table, and what is wrong; return whether all is well."""
    runs = [measure(url, chromium) for _run in range(RUNS)]
    scores = {
        key: round(middle([100 * run["categories"][key]["score"] for run in runs]))
        for key in LEAST
    }
    metrics = [
        f"{key} {middle([run['audits'][id_]['numericValue'] for run in runs]):.4g}"
        for key, id_ in METRICS.items()
    ]
    line = "".join(f"{score:>16}" for score in scores.values())
    busy = f"{os.getloadavg()[0]:.1f} of {os.cpu_count()} processors busy"
    write(f"{name:10}{line}   {', '.join(metrics)}; {busy}")
    short = [key for key, score in scores.items() if score < LEAST[key]]
    for key in short:
        for audit in runs[-1]["categories"][key]["auditRefs"]:
            found = runs[-1]["audits"][audit["id"]]
            if audit["weight"] and found["score"] is not None and found["score"] < 0.9:
                write(f"    {found['title']}: {found.get('displayValue', '')}")
    return not short


def write(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main():
    """Measure all pages; return the program's exit code."""
    chromium = next(filter(None, map(shutil.which, NAMES)), None)
    if chromium is None:
        raise SystemExit("There is no Chromium on the path.")
    with tempfile.TemporaryDirectory() as folder:
        write("Loading the sample content; this takes a minute or two.")
        with serving(Path(folder), PICTURES) as site:
            write(f"{'':10}" + "".join(f"{key:>16}" for key in LEAST))
            passed = [
                report_page(name, site + path, chromium) for name, path in PAGES.items()
            ]
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
