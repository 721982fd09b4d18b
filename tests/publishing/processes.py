"""Real `manage.py` processes that work on the database of the running test."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection


@contextmanager
def shared_database(folder: Path):
    """Give the URL of the test's database, where other processes can reach it.

    SQLite keeps a test database in the memory of one process. Until the block ends,
    the test works on a copy in a file.
    """
    if connection.vendor != "sqlite":
        name = connection.settings_dict["NAME"]
        yield urlsplit(os.environ["DATABASE_URL"])._replace(path=name).geturl()
        return
    path = str(folder / "shared.sqlite3")
    connection.ensure_connection()
    memory = connection.connection
    with closing(sqlite3.connect(path)) as copy:
        memory.backup(copy)
    parameters = {**connection.get_connection_params(), "database": path}
    connection.connection = connection.get_new_connection(parameters)
    try:
        yield f"sqlite:///{path}"
    finally:
        connection.connection.close()
        connection.connection = memory


class Processes:
    """Starts services beside the test."""

    def __init__(self, database_url: str) -> None:
        self._running: list[subprocess.Popen] = []
        self._environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
            "SECRET_KEY": settings.SECRET_KEY,
            "MEDIA_ROOT": settings.MEDIA_ROOT,
            "DATABASE_URL": database_url,
        }

    def start(self, *arguments: str) -> subprocess.Popen:
        """Start a service and wait until it says that it has started."""
        process = subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env=self._environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._running.append(process)
        self.wait_for(process, "has started")
        return process

    def wait_for(self, process: subprocess.Popen, message: str) -> None:
        """Wait until a process has logged `message`."""
        said = ""
        for line in process.stderr:
            if message in line:
                return
            said += line
        raise AssertionError(f"{process.args} ended with {process.wait()}: {said}")

    def stop(self, process: subprocess.Popen, number: int = signal.SIGTERM) -> float:
        """Ask a process to stop; return how many seconds it took."""
        asked = time.monotonic()
        process.send_signal(number)
        process.communicate(timeout=20)
        return time.monotonic() - asked

    def kill_all(self) -> None:
        for process in self._running:
            process.kill()
            process.communicate()
