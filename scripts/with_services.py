"""Runs a command with a PostgreSQL and a Redis of its own.

    python scripts/with_services.py pytest -q

Both listen on free ports of this machine only, keep their data in a temporary folder
and are gone when the command ends, fails or is interrupted. The command finds them by
`DATABASE_URL` and `CACHE_URL`. Its exit code becomes that of this script.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path


LONGEST_START = 30.0  # seconds
STOP_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


def free_port() -> int:
    """Return a port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def find_program(name: str) -> str:
    """Return where a server program is; Debian keeps PostgreSQL's off the path."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    places = os.pathsep.join([*map(str, versions), os.environ.get("PATH", "")])
    found = shutil.which(name, path=places)
    if found is None:
        sys.exit(f"{name} is needed: install PostgreSQL and Redis (see README.md).")
    return found


def unprivileged_user() -> str | None:
    """Return who PostgreSQL runs as: it refuses to run as root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in names)


@contextmanager
def running(
    command: list[str], is_ready: Callable[[], bool], user: str | None = None
) -> Iterator[None]:
    """Run a server until the block ends; SIGINT is a quick, clean stop for both."""
    with subprocess.Popen(
        command, user=user, stdout=subprocess.DEVNULL, start_new_session=True
    ) as server:
        try:
            deadline = time.monotonic() + LONGEST_START
            while not is_ready():
                if server.poll() is not None or time.monotonic() > deadline:
                    sys.exit(f"{command[0]} did not start.")
                time.sleep(0.1)
            yield
        finally:
            server.send_signal(signal.SIGINT)


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """Run PostgreSQL with its data in `folder`; give the URL of its database."""
    user, port, data = unprivileged_user(), free_port(), folder / "data"
    folder.mkdir()
    if user:
        shutil.chown(folder, user)
    quiet = ["--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8"]
    subprocess.run(
        [find_program("initdb"), *quiet, "--locale=C.UTF-8", f"--pgdata={data}"],
        check=True,
        cwd=folder,
        user=user,
        stdout=subprocess.DEVNULL,
    )
    options = {
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": folder,
        "port": port,
        # What a crash would lose is thrown away anyway.
        "fsync": "off",
        "full_page_writes": "off",
        "log_min_messages": "panic",
    }
    server = [find_program("postgres"), "-D", str(data)]
    server += [f"--{name}={value}" for name, value in options.items()]
    url = f"postgres://postgres@127.0.0.1:{port}/postgres"
    ready = [find_program("pg_isready"), "--quiet", f"--dbname={url}"]
    with running(server, lambda: subprocess.run(ready).returncode == 0, user):
        yield url


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """Run Redis, which writes nothing to disk; give its URL."""
    port = free_port()
    folder.mkdir()
    options = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    server = [find_program("redis-server"), "--port", str(port), *options]
    with running([*server, "--dir", str(folder)], lambda: accepts(port)):
        yield f"redis://127.0.0.1:{port}"


def accepts(port: int) -> bool:
    """Say whether something listens on `port`."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def run(command: list[str], environment: dict[str, str]) -> int:
    """Run `command` to its end; pass an interruption on to it."""
    with subprocess.Popen(command, env=os.environ | environment) as process:
        try:
            return process.wait()
        finally:
            process.terminate()


def stop(number: int, frame: object) -> None:
    """End this script in an orderly way: what it has started is stopped."""
    for each in STOP_SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    sys.exit(128 + number)


def main(command: list[str]) -> int:
    """Run `command` beside its services; return its exit code."""
    for number in STOP_SIGNALS:
        signal.signal(number, stop)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.chmod(0o711)  # PostgreSQL's user must reach its own part
        services = {
            "DATABASE_URL": stack.enter_context(postgresql(folder / "postgresql")),
            "CACHE_URL": stack.enter_context(redis(folder / "redis")),
        }
        return run(command, services)


if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
