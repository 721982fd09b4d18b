"""Real `manage.py` processes that work on the database of the running test."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
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


def cache_url() -> str:
    """Return where other processes find the cache of the running test.

    Each worker of pytest-xdist has a database of Redis to itself. What is started here
    must not tell another worker's tests of its changes.
    """
    return settings.CACHES["default"].get("LOCATION") or "locmemcache://"


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
            "CACHE_URL": cache_url(),
        }

    def start(
        self, *arguments: str, settings_module: str = "cms.settings.dev"
    ) -> subprocess.Popen:
        """Start a service and wait until it says that it has started."""
        process = self._open(
            "manage.py", *arguments, DJANGO_SETTINGS_MODULE=settings_module
        )
        self.wait_for(process, "has started")
        return process

    def start_module(self, name: str, *arguments: str) -> subprocess.Popen:
        """Start a program of ours; whoever starts it reads what it says."""
        return self._open("-m", name, *arguments)

    def serve(self) -> str:
        """Start the web server as on a real site; return its address."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{probe.getsockname()[1]}"
        process = self._open("-m", "gunicorn", "--bind", address)
        self.wait_for(process, "Booting worker")
        self.drain(process)
        return f"http://{address}"

    def drain(self, process: subprocess.Popen) -> None:
        """Read on what a process says, which nobody looks at: a full pipe stops it."""
        threading.Thread(target=process.stderr.read, daemon=True).start()

    def _open(self, *arguments: str, **environment: str) -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=settings.BASE_DIR,
            env=self._environment | environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._running.append(process)
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

    def kill(self, process: subprocess.Popen) -> None:
        """End a process at once, in the middle of whatever it does."""
        process.kill()
        process.communicate()

    def kill_all(self) -> None:
        for process in self._running:
            process.terminate()
        for process in self._running:
            try:
                process.communicate(timeout=5)
            except subprocess.TimeoutExpired:
                self.kill(process)
