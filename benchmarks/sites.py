"""The two sites: how each is managed and served, and with which environment."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.processes import Server, serving
from scripts.with_services import free_port


ROOT = Path(__file__).resolve().parents[1]
STORE = ROOT / "var" / "benchmarks"
#: What both are sent; ours believes the proxy that it sits behind in production.
HEADERS = {"Host": "localhost", "X-Forwarded-Proto": "https"}
SECRET_KEY = "measured-on-this-machine-and-used-for-nothing-else-0123456789"  # noqa: S105
WORKERS = 2  # of the stock site's server


@dataclass(frozen=True)
class Site:
    """One of the two, with a database and files."""

    name: str
    folder: Path
    settings: str
    database_url: str
    media: Path
    cache_url: str = "locmemcache://"

    @property
    def environment(self) -> dict[str, str]:
        return {
            "DJANGO_SETTINGS_MODULE": self.settings,
            "PYTHONPATH": str(self.folder),
            "SECRET_KEY": SECRET_KEY,
            "ALLOWED_HOSTS": "localhost",
            "BASE_URL": "https://localhost",
            "DEBUG": "0",
            "DATABASE_URL": self.database_url,
            "CACHE_URL": self.cache_url,
            "MEDIA_ROOT": str(self.media),
            "STATIC_ROOT": str(STORE / f"static-{self.name}"),
            "API_RATE_LIMIT": "",
            "API_PARTNER_RATE_LIMIT": "",
        }

    def run(self, script: str, *arguments: str, **variables: str) -> str:
        """Run a script of this project for the site; return what it prints."""
        done = subprocess.run(
            [sys.executable, str(ROOT / script), *arguments],
            env={**os.environ, **self.environment, **variables},
            cwd=self.folder,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return done.stdout

    def manage(self, *arguments: str) -> None:
        """Run one of Django's commands."""
        self.run(str(self.folder / "manage.py"), *arguments)


def ours(database_url: str, media: Path, cache_url: str) -> Site:
    return Site(
        "ours", ROOT, "benchmarks.site_settings", database_url, media, cache_url
    )


def stock(database_url: str, media: Path) -> Site:
    folder = ROOT / "benchmarks" / "stock"
    return Site("stock", folder, "website.settings", database_url, media)


def procfile() -> dict[str, str]:
    """Return what `make run` starts of this site: its commands by their names."""
    lines = (ROOT / "Procfile").read_text().splitlines()
    pairs = (line.partition(":") for line in lines if ":" in line)
    return {name.strip(): command.strip() for name, _colon, command in pairs}


def serve_ours(stack: ExitStack, site: Site, log: Path, **variables: str) -> Server:
    """Serve ours as `make run` does, with more variables; return the web server."""
    return _start(stack, site, ["sh", "-c", procfile()["web"]], log, True, variables)


def serve_stock(stack: ExitStack, site: Site, log: Path) -> Server:
    """Serve the stock site as gunicorn's documentation begins."""
    port = "127.0.0.1:$PORT"
    gunicorn = f"exec {sys.executable} -m gunicorn website.wsgi --bind {port}"
    command = ["sh", "-c", f"{gunicorn} --workers {WORKERS}"]
    return _start(stack, site, command, log, True, {})


def work_beside(stack: ExitStack, site: Site, log: Path) -> list[Server]:
    """Start what else `make run` starts of ours: scheduler and worker."""
    commands = [command for name, command in procfile().items() if name != "web"]
    return [
        _start(stack, site, ["sh", "-c", command], log, False, {})
        for command in commands
    ]


def _start(
    stack: ExitStack,
    site: Site,
    command: list[str],
    log: Path,
    listens: bool,
    variables: dict[str, str],
) -> Server:
    port = free_port()
    ports = {"PORT": str(port), "SITE_PORT": str(port)}
    environment = {**site.environment, **ports, **variables}
    server = Server(
        command,
        log,
        port if listens else None,
        environment=environment,
        folder=site.folder,
    )
    return stack.enter_context(serving(server))
