"""PostgreSQL and Redis for one run; where PostgreSQL's data stay is up to the caller."""

from __future__ import annotations

import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.processes import Server, serving
from scripts.with_services import find_program, free_port, unprivileged_user


#: The same for both sites. What a crash would lose can be made again.
OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "512MB",
}


@contextmanager
def postgresql(data: Path, log: Path) -> Iterator[Server]:
    """Run a PostgreSQL on `data`, which is made if it is not there."""
    user, port = unprivileged_user(), free_port()
    if not data.exists():
        data.mkdir(parents=True)
        if user:
            shutil.chown(data, user)
        data.chmod(0o700)
        subprocess.run(
            [
                find_program("initdb"),
                *("--no-sync", "--auth=trust", "--username=postgres"),
                *("--encoding=UTF8", "--locale=C.UTF-8", f"--pgdata={data}"),
            ],
            check=True,
            cwd=data,
            user=user,
            stdout=subprocess.DEVNULL,
        )
    (data / "postmaster.pid").unlink(missing_ok=True)  # of a run that was killed
    options = {**OPTIONS, "unix_socket_directories": "", "port": str(port)}
    command = [find_program("postgres"), "-D", str(data)]
    command += [f"--{name}={value}" for name, value in options.items()]
    server = Server(
        command, log, port, folder=data, user=user, stop_signal=signal.SIGINT
    )
    ready = [find_program("pg_isready"), "--quiet", f"--dbname={url(port, 'postgres')}"]
    with serving(server):
        server.wait_until(lambda: subprocess.run(ready).returncode == 0)
        yield server


def url(port: int, database: str) -> str:
    return f"postgres://postgres@127.0.0.1:{port}/{database}"


def create_database(port: int, name: str, template: str = "template1") -> None:
    """Make a database anew, a copy of another one that nobody uses."""
    commands = [
        f"DROP DATABASE IF EXISTS {name}",
        f"CREATE DATABASE {name} TEMPLATE {template}",
    ]
    for command in commands:
        subprocess.run(
            [find_program("psql"), "--quiet", url(port, "postgres"), "-c", command],
            check=True,
            stderr=subprocess.DEVNULL,
        )


@contextmanager
def redis(folder: Path) -> Iterator[Server]:
    """Run a Redis that writes nothing to disk."""
    port = free_port()
    options = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    command = [find_program("redis-server"), "--port", str(port), *options]
    with serving(Server(command, folder / "redis.log", port, folder=folder)) as server:
        yield server
