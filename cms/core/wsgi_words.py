"""What ASGI 3.0 tells of a request and an answer, in the words of WSGI (PEP 3333)."""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress
from functools import lru_cache
from io import BytesIO, RawIOBase
from itertools import starmap
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes, urlsplit
from wsgiref.util import FileWrapper


if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, MutableMapping

    #: PEP 3333.
    Environ = dict[str, Any]
    StartResponse = Callable[..., Any]
    Application = Callable[[Environ, StartResponse], Iterable[bytes]]
    #: ASGI 3.0.
    Message = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]

#: How much of a file is read at a time, in bytes.
FILE_BLOCK = 256 * 1024
#: Headers that have names of their own in WSGI.
WITHOUT_PREFIX = {b"content-length": "CONTENT_LENGTH", b"content-type": "CONTENT_TYPE"}


class Body(RawIOBase):
    """The body of a request; a thread that reads it waits until there is more.

    Raises:
        ConnectionResetError: The client has gone before all of it was here.
    """

    def __init__(self, receive: Receive, loop: asyncio.AbstractEventLoop) -> None:
        self._receive = receive
        self._loop = loop
        self._here = b""
        self._has_more = True

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while self._has_more and not self._here:
            asyncio.run_coroutine_threadsafe(self._fetch(), self._loop).result()
        size = min(len(buffer), len(self._here))
        buffer[:size], self._here = self._here[:size], self._here[size:]
        return size

    async def discard(self) -> None:
        """Take the rest, in the loop: a client may look for the answer only then."""
        with suppress(ConnectionResetError):
            while self._has_more:
                await self._fetch()

    async def _fetch(self) -> None:
        message = await self._receive()
        if message["type"] == "http.disconnect":
            raise ConnectionResetError("The client has gone.")
        self._here = message.get("body", b"")
        self._has_more = message.get("more_body", False)


def environ_of(scope: Message) -> Environ:
    """Return what WSGI tells of a request, without a body (PEP 3333)."""
    path = scope["raw_path"]
    if not path.startswith(b"/"):  # with the whole address before it
        path = urlsplit(path).path
    server, port = scope.get("server") or ("localhost", None)
    client = scope.get("client") or ("",)
    environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server,
        "SERVER_PORT": str(port or ""),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": client[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.file_wrapper": _file_wrapper,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        _add_header(environ, name, value.decode("latin-1"))
    return environ


def _add_header(environ: Environ, name: bytes, value: str) -> None:
    key = WITHOUT_PREFIX.get(name)
    key = key or "HTTP_" + name.decode("latin-1").upper().replace("-", "_")
    if key in environ:
        separator = "; " if key == "HTTP_COOKIE" else ","
        value = f"{environ[key]}{separator}{value}"
    environ[key] = value


def has_body(environ: Environ) -> bool:
    return (
        environ.get("CONTENT_LENGTH", "0") != "0" or "HTTP_TRANSFER_ENCODING" in environ
    )


def _file_wrapper(file: Any, _block: int = 0) -> FileWrapper:
    """Return a file in blocks of our size: each takes a way to a thread and back."""
    return FileWrapper(file, FILE_BLOCK)


def start_message(status: int, headers: Iterable[tuple[str, str]]) -> Message:
    return {
        "type": "http.response.start",
        "status": status,
        "headers": list(starmap(_header, headers)),
    }


@lru_cache(1000)
def _header(name: str, value: str) -> tuple[bytes, bytes]:
    return name.lower().encode("latin-1"), value.encode("latin-1")


def part_message(body: bytes, *, has_more: bool = False) -> Message:
    return {"type": "http.response.body", "body": body, "more_body": has_more}
