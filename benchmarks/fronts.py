"""What a cache in front of the site makes of it, next to nginx with the same bytes."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import front_servers
from benchmarks.client import BadAnswer, fetch
from benchmarks.comparison import Stage
from benchmarks.processes import Server
from benchmarks.rounds import ask
from benchmarks.rows import ROWS
from benchmarks.sites import HEADERS


KEYS = ("api_list", "release", "list")
CONNECTIONS = 16
#: As all browsers and most programs ask; what comes back is what nginx has as a file.
COMPRESSED = {**HEADERS, "Accept-Encoding": "gzip"}
GZIP = b"\x1f\x8b"
CHECK = Path(__file__).with_name("check.lua")
#: So short that an answer is renewed some times while it is measured.
SHORT_LIFE = {"SHARED_CACHE_SECONDS": "1"}
WATCHED, WATCHED_WHILE_PUBLISHING = 5.0, 12.0  # seconds
READERS = 8


def measure(stage: Stage, run: Path, count: int, seconds: float) -> dict[str, Any]:
    """Return requests per second of each front, and how long readers wait at worst."""
    if missing := _missing_programs():
        sys.stderr.write(
            f"Without {', '.join(missing)} no cache in front is measured.\n"
        )
        return {}
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    with ExitStack() as stack:
        asked = _start_fronts(stack, stage, run / "fronts")
        for _round in range(2 * count):
            for key, front, server, path in asked:
                result = wrk(server, path, seconds)
                found.setdefault((key, front), []).append(result)
    return {
        "throughput": [
            {
                "row": key,
                "front": front,
                "requests_per_second": median(
                    r["requests"] / r["seconds"] for r in some
                ),
                "p99_ms": median(r["p99"] for r in some),
            }
            for (key, front), some in found.items()
        ],
        "waits": _waits(stage, run),
    }


def _missing_programs() -> list[str]:
    names = ("nginx", "varnishd", "wrk")
    return [name for name in names if front_servers.program(name) is None]


def _start_fronts(
    stack: ExitStack, stage: Stage, folder: Path
) -> list[tuple[str, str, Server, str]]:
    """Start our site and what stands in front of it.

    Returns:
        What to ask: row, kind of front, server and path.

    Raises:
        BadAnswer: A front answers otherwise than the site.
    """
    site = stage.ours("fronted")
    port = site.web.port or 0
    paths = {row.key: row.address(site.addresses) for row in ROWS if row.key in KEYS}
    answers = {key: fetch(port, path, COMPRESSED) for key, path in paths.items()}
    files = front_servers.serve_files(stack, folder / "files", answers)
    caches = {
        "varnish": front_servers.varnish(stack, folder / "varnish", port),
        "nginx's cache": front_servers.nginx_cache(stack, folder / "cache", port),
    }
    asked = []
    for key in KEYS:
        asked.append((key, "files", files, f"/{key}"))
        for front, server in caches.items():
            kept = fetch(server.port or 0, paths[key], COMPRESSED).body
            if unpacked(kept) != unpacked(answers[key].body):
                raise BadAnswer(f"{server.name} answers {paths[key]} in another way.")
            asked.append((key, front, server, paths[key]))
    return asked


def unpacked(body: bytes) -> bytes:
    """Return what gzip has packed; what is not packed as it is."""
    return gzip.decompress(body) if body.startswith(GZIP) else body


def wrk(server: Server, path: str, seconds: float) -> dict[str, Any]:
    """Ask as fast as wrk can.

    Raises:
        BadAnswer: An answer is not as the first one was.
    """
    first = fetch(server.port or 0, path, COMPRESSED)
    command = [front_servers.program("wrk") or "wrk", "-t1", f"-c{CONNECTIONS}"]
    command += [f"-d{max(round(seconds), 1)}s", "-s", str(CHECK)]
    command += [f"http://127.0.0.1:{server.port}{path}", "--", str(first.length)]
    for name, value in COMPRESSED.items():
        command += [name, value]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    result: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    if result["failed"] or not result["requests"]:
        raise BadAnswer(f"{path} at port {server.port}: {result}")
    return result


def _waits(stage: Stage, run: Path) -> list[dict[str, Any]]:
    """Return the longest waits of readers while what they read is renewed.

    Once its time is over again and again, once a release is published meanwhile and
    Varnish told to forget the old page.
    """
    with ExitStack() as stack:
        site = stage.ours("renewed", **SHORT_LIFE)
        varnish = front_servers.varnish(stack, run / "renewed", site.web.port or 0)
        port = varnish.port or 0
        by_age = _watch(port, WATCHED)
        with ThreadPoolExecutor(1) as beside:
            publishing = beside.submit(stage.publish_one, f"http://127.0.0.1:{port}")
            by_change = _watch(port, WATCHED_WHILE_PUBLISHING)
            publishing.result()  # or what went wrong
    return [{"renewed": "age", **by_age}, {"renewed": "change", **by_change}]


def _watch(port: int, seconds: float) -> dict[str, Any]:
    """Read the list of releases all the time; lengths may change."""
    question = {"port": port, "path": "/press/", "headers": HEADERS, "status": 200}
    return ask({**question, "seconds": seconds, "connections": READERS})
