"""A server as in production with the sample content, started once for all gates."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path


ROOT = Path(__file__).parents[3]
START_SECONDS = 60


@contextmanager
def serving(folder: Path, pictures: Path):
    """Serve the sample content from `folder`; yield the address of the site.

    A migrated database may lie in `folder` as `db.sqlite3`; else one is made.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.browser.gates.settings",
        "SECRET_KEY": "only-for-tests-and-long-enough-for-the-checks-of-production",
        "ALLOWED_HOSTS": "127.0.0.1",
        "BASE_URL": "https://checked.example.org",
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "MEDIA_ROOT": f"{folder}/media",
        "GATES_URL": url,
        "GATES_STATIC_ROOT": f"{folder}/static",
    }
    (folder / "static").mkdir()
    run = {"cwd": ROOT, "env": environment}
    fill = (sys.executable, "-m", "tests.browser.gates.content", str(pictures))
    subprocess.run(fill, **run, check=True)
    serve = ("-m", "gunicorn", "--bind", f"127.0.0.1:{port}")
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            (sys.executable, *serve), **run, stdout=log, stderr=log
        )
    try:
        wait_for(f"{url}/health/live", server, folder / "log")
        yield url
    finally:
        server.terminate()
        server.wait(timeout=30)


def wait_for(url: str, server: subprocess.Popen, log: Path) -> None:
    """Return when the server answers."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(url).close()  # noqa: S310 - our own
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"The server did not start:\n{log.read_text()}")
