"""Servers that are started for a measurement, and the processor time they have used."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.with_services import accepts


LONGEST_START, LONGEST_STOP = 60.0, 15.0  # seconds
TICKS = os.sysconf("SC_CLK_TCK")
# The numbers that /proc/<pid>/stat has after the name of the program, from 0.
PARENT, TIMES = 1, slice(11, 15)  # of itself and of its children that have ended


class Server:
    """A program that runs until the measurement ends.

    Args:
        command: What to run.
        log: The file that takes what it prints.
        port: Where it listens once it is ready; None for a program that does not.
    """

    def __init__(
        self,
        command: list[str],
        log: Path,
        port: int | None = None,
        environment: dict[str, str] | None = None,
        folder: Path | None = None,
        user: str | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
    ) -> None:
        self.name = command[0]
        self.port = port
        self._log = log
        self._stop_signal = stop_signal
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                command,
                env={**os.environ, **(environment or {})},
                cwd=folder,
                user=user,
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )

    def wait_until(self, is_ready: Callable[[], bool]) -> None:
        """Return when the server is ready; end the run if it does not become so."""
        deadline = time.monotonic() + LONGEST_START
        while not is_ready():
            if self._process.poll() is not None or time.monotonic() > deadline:
                sys.exit(f"{self.name} did not start; see {self._log}.")
            time.sleep(0.05)

    def cpu_seconds(self) -> float:
        """Return what it and all its descendants, living or ended, have used."""
        return sum(_used(pid) for pid in _tree(self._process.pid))

    def stop(self) -> None:
        """End it and whatever it has started."""
        if self._process.poll() is None:
            self._process.send_signal(self._stop_signal)
            try:
                self._process.wait(LONGEST_STOP)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    """Wait for a server to listen; stop it when the block ends."""
    try:
        if server.port:
            port = server.port
            server.wait_until(lambda: accepts(port))
        yield server
    finally:
        server.stop()


def _stat(pid: int) -> list[str]:
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:  # it has just ended: its parent has its times
        return []
    return text.rpartition(")")[2].split()


def _used(pid: int) -> float:
    return sum(map(int, _stat(pid)[TIMES])) / TICKS


def _tree(root: int) -> list[int]:
    """Return a process and all below it."""
    children: dict[int, list[int]] = {}
    for name in os.listdir("/proc"):
        if name.isdigit() and (stat := _stat(int(name))):
            children.setdefault(int(stat[PARENT]), []).append(int(name))
    found = [root]
    for pid in found:
        found += children.get(pid, [])
    return found
