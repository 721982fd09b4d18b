"""A WSGI application that `test_event_loop` has gunicorn serve, in one process."""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
import threading
from contextvars import ContextVar
from typing import Any, NamedTuple

from cms.core.event_loop import EventLoopApplication


#: More than the buffers of two sockets hold.
BIG = 64 * 1024 * 1024
THREADS = 2
STREAMED = 200
#: What has happened so far; `/seen` tells.
seen: dict[str, int] = {"closed": 0, "broken uploads": 0, "parts": 0}
#: Lets one who asks for `/waits` go on.
released = threading.Semaphore(0)


#: How often something was asked for in the same context; of which answer a part is.
times: ContextVar[int] = ContextVar("times", default=0)
language: ContextVar[str] = ContextVar("language", default="none")


def in_language():
    for _time in range(20):
        yield f"{language.get()} ".encode()


class Parts:
    """An answer in many parts, as Django's for streaming."""

    def __iter__(self):
        for number in range(STREAMED):
            seen["parts"] += 1
            yield f"{number:05d}".encode() * 20_000

    def close(self):
        seen["closed"] += 1


def application(environ: dict[str, Any], start_response: Any) -> Any:
    path = environ["PATH_INFO"]
    if path == "/language":
        language.set(environ["QUERY_STRING"])
        start_response("200 OK", [("Content-Type", "text/plain")])
        return in_language()
    if path == "/parts":
        start_response("200 OK", [("Content-Type", "text/plain")])
        return Parts()
    if path == "/file":
        file = tempfile.TemporaryFile()  # noqa: SIM115 - its answer closes it
        file.truncate(BIG)
        length = ("Content-Length", str(BIG))
        start_response("200 OK", [("Content-Type", "text/plain"), length])
        return environ["wsgi.file_wrapper"](file, 4096)
    if path == "/fails":
        raise RuntimeError("as planned")
    if path == "/waits":
        released.acquire(timeout=20)
    body = _answer(path, environ)
    headers = [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))]
    start_response("200 OK", [*headers, ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
    return [body]


def _answer(path: str, environ: dict[str, Any]) -> bytes:
    if path == "/upload":
        return _upload(environ["wsgi.input"])
    if path == "/times":
        times.set(times.get() + 1)
        return str(times.get()).encode()
    if path == "/seen":
        return json.dumps(seen).encode()
    told = {name: value for name, value in environ.items() if isinstance(value, str)}
    return json.dumps(told).encode()


def _upload(file: Any) -> bytes:
    try:
        line = file.readline()
        rest = file.read(7) + file.read()
    except ConnectionResetError:
        seen["broken uploads"] += 1
        raise
    digest = hashlib.sha256(line + rest).hexdigest()
    return f"{len(line)} {len(line + rest)} {digest}".encode()


class Reply(NamedTuple):
    status_code: int
    headers: dict[str, str]
    content: bytes


def at_once(environ: dict[str, Any]) -> Reply | None:
    """Say which thread answers, which must be that of the loop."""
    if not environ["PATH_INFO"].startswith("/at-once"):
        return None
    if environ["PATH_INFO"] == "/at-once/release":
        released.release()
    name = threading.current_thread().name
    if environ["PATH_INFO"] == "/at-once/times":
        times.set(times.get() + 1)
        name = str(times.get())
    length = {"Content-Length": str(len(name))}
    content = b"" if environ["REQUEST_METHOD"] == "HEAD" else name.encode()
    return Reply(200, {"Content-Type": "text/plain", **length}, content)


def log(method: str, path: str, status: int, seconds: float) -> None:
    sys.stdout.write(f"{method} {path} {status} {seconds < 60}\n")
    sys.stdout.flush()


asgi = EventLoopApplication(application, at_once, THREADS, log)
