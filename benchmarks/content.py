"""The content of both sites, made once and kept in `var/benchmarks/`.

A folder's name tells the seed, the number of releases and a fingerprint of the code that
makes it. New migrations are run on each use, so that a new index needs no new content;
one that was rewritten does.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks import services
from benchmarks.processes import Server
from benchmarks.sites import ROOT, STORE, Site, ours, stock


SEED = 1
EDITIONS = 10
RELEASES_FOR_A_STORY = 20
MAKERS = [
    "cms/samples/bulk.py",
    "cms/samples/invention.py",
    "benchmarks/export_content.py",
    "benchmarks/stock/press/management/commands/load_content.py",
    "benchmarks/stock/press/models.py",
]
MIGRATED = ["benchmarks/stock", "cms", "home", "press", "refugeeweek"]


class Place:
    """Both sites on one database server, with so many press releases.

    Attributes:
        ours: This site.
        stock: The one that it is compared with.
        servers: The database and cache servers, whose time counts for either site.
    """

    def __init__(self, ours: Site, stock: Site, servers: list[Server]) -> None:
        self.ours, self.stock, self.servers = ours, stock, servers


@contextmanager
def place(releases: int, vendor: str, run: Path) -> Iterator[Place]:
    """Give both sites on `vendor` ("sqlite" or "postgresql") until the block ends.

    What happens to them is lost afterwards.
    """
    kept = _kept(releases, vendor, run)
    with ExitStack() as stack:
        if vendor == "sqlite":
            yield _copy_of_sqlite(kept, run)
        else:
            redis = stack.enter_context(services.redis(run))
            log = run / "postgresql.log"
            database = stack.enter_context(services.postgresql(kept / "data", log))
            yield _copy_of_postgresql(kept, database, redis)


def _copy_of_sqlite(kept: Path, run: Path) -> Place:
    folder = run / f"databases-{kept.name}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for file in kept.glob("*.sqlite3*"):
        shutil.copy(file, folder)
    both = _sqlite(folder, kept)
    both.ours.manage("migrate", "-v0")
    return both


def _copy_of_postgresql(kept: Path, database: Server, redis: Server) -> Place:
    port = database.port or 0
    for name in ("ours", "stock"):
        services.create_database(port, f"{name}_run", name)
    cache_url = f"redis://127.0.0.1:{redis.port}"
    both = _postgresql(port, kept, "_run", cache_url)
    both.servers += [database, redis]
    both.ours.manage("migrate", "-v0")
    return both


def _sqlite(folder: Path, kept: Path) -> Place:
    url = f"sqlite:///{folder}/" + "{}.sqlite3"
    return Place(
        ours(url.format("ours"), kept / "media-ours", "locmemcache://"),
        stock(url.format("stock"), kept / "media-stock"),
        [],
    )


def _postgresql(port: int, kept: Path, suffix: str, cache_url: str) -> Place:
    return Place(
        ours(services.url(port, f"ours{suffix}"), kept / "media-ours", cache_url),
        stock(services.url(port, f"stock{suffix}"), kept / "media-stock"),
        [],
    )


def _kept(releases: int, vendor: str, run: Path) -> Path:
    """Return the folder with the content, made now if it is not there."""
    code = b"".join((ROOT / name).read_bytes() for name in MAKERS)
    fingerprint = hashlib.sha256(code).hexdigest()[:8]
    folder = STORE / "content" / f"{vendor}-{releases}-seed{SEED}-{fingerprint}"
    done = folder / "complete"
    if not (done.exists() and _have_run(json.loads(done.read_text()))):
        sys.stderr.write(f"Making {releases} releases for {vendor}.\n")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if vendor == "sqlite":
            _make(_sqlite(folder, folder), releases, folder)
        else:
            with services.postgresql(folder / "data", run / "postgresql.log") as server:
                port = server.port or 0
                for name in ("ours", "stock"):
                    services.create_database(port, name)
                _make(_postgresql(port, folder, "", "locmemcache://"), releases, folder)
        done.write_text(json.dumps(_migrations()))
    return folder


def _migrations() -> dict[str, str]:
    """Return a fingerprint of each migration of either site."""
    return {
        str(file.relative_to(ROOT)): hashlib.sha256(file.read_bytes()).hexdigest()
        for folder in MIGRATED
        for file in (ROOT / folder).glob("**/migrations/0*.py")
    }


def _have_run(migrations: dict[str, str]) -> bool:
    """Say whether these are still there as they were; new ones may have come."""
    now = _migrations()
    return all(now.get(name) == known for name, known in migrations.items())


def _make(both: Place, releases: int, folder: Path) -> None:
    both.ours.manage("migrate", "-v0")
    both.ours.manage(
        "generate_content",
        "--in-production",
        f"--seed={SEED}",
        f"--editions={EDITIONS}",
        f"--stories={max(releases // RELEASES_FOR_A_STORY, 1)}",
        f"--press-releases={releases}",
    )
    file = folder / "content.json"
    both.ours.run("benchmarks/export_content.py", str(file))
    both.stock.manage("migrate", "-v0")
    both.stock.manage("load_content", str(file))


def collect_static_files(site: Site) -> None:
    """Collect a site's static files anew if they have changed since."""
    folder = Path(site.environment["STATIC_ROOT"])
    sources = [*(ROOT / "static").rglob("*"), ROOT / "requirements.txt"]
    state = "".join(f"{file}{file.stat().st_mtime}" for file in sorted(sources))
    mark = STORE / f"static-{site.name}.mark"
    if not (mark.exists() and mark.read_text() == state and folder.exists()):
        site.manage("collectstatic", "--no-input", "--clear", "-v0")
        mark.write_text(state)
