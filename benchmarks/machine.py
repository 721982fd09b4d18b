"""Describes the machine and the programs that a result was measured with."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from scripts.with_services import find_program


PACKAGES = [
    "wagtail",
    "django",
    "djangorestframework",
    "gunicorn",
    "granian",
    "uvicorn",
]
PROGRAMS = {
    "PostgreSQL": ["postgres", "--version"],
    "Redis": ["redis-server", "--version"],
    "nginx": ["nginx", "-v"],
    "Varnish": ["varnishd", "-V"],
    "wrk": ["wrk", "-v"],
}
GIGABYTE = 1024**3


def describe() -> dict[str, str]:
    """Return names and values, as text."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIGABYTE
    return {
        "processor": f"{_processor()}, {os.cpu_count()} cores",
        "memory": f"{memory:.0f} GB",
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "Python": platform.python_version(),
        **{name: found for name in PACKAGES if (found := _package(name))},
        "SQLite": sqlite3.sqlite_version,
        **{name: _program(command) for name, command in PROGRAMS.items()},
        "commit": _commit(),
    }


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.partition(":")[2] for line in lines if line.startswith("model name")]
    return " ".join(names[0].split()) if names else platform.processor()


def _package(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _program(command: list[str]) -> str:
    places = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"])
    if command[0] == "postgres":
        command = [find_program("postgres"), *command[1:]]
    elif not shutil.which(command[0], path=places):
        return "not installed"
    found = subprocess.run(
        [shutil.which(command[0], path=places) or command[0], *command[1:]],
        capture_output=True,
        text=True,
    )
    return (found.stdout + found.stderr).strip().splitlines()[0]


def _commit() -> str:
    command = ["git", "describe", "--always", "--dirty"]
    found = subprocess.run(command, capture_output=True, text=True)
    return found.stdout.strip() or "unknown"
