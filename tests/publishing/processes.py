"""Real `manage.py` processes that work on the database of the running test."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection


def database_url() -> str:
    """Return where other processes find the database of the running test."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=name).geturl()


class Processes:
    """Starts services beside the test."""

    def __init__(self) -> None:
        self._running: list[subprocess.Popen] = []
        self._environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
            "SECRET_KEY": settings.SECRET_KEY,
            "MEDIA_ROOT": settings.MEDIA_ROOT,
            "DATABASE_URL": database_url(),
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
