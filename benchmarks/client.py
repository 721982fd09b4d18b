"""Asks one address over and over, and checks every answer.

    python -m benchmarks.client < question.json

It is a process of its own, whose time is not counted. It keeps its connections open
where the server lets it, sends the next request as soon as an answer is whole, stops to
ask when the time is up and waits for the answers that are under way. JSON in, JSON out.
"""

from __future__ import annotations

import json
import re
import selectors
import socket
import sys
from time import perf_counter
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from collections.abc import Iterator


LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
CLOSES = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
LONGEST_SILENCE = 60.0  # seconds


class BadAnswer(Exception):
    """The server did not answer as it should."""


class Connection:
    """One connection, with the request that is under way on it."""

    def __init__(self, port: int, request: bytes) -> None:
        self._address, self._request = ("127.0.0.1", port), request
        self._socket: socket.socket | None = None
        self.status = self.length = 0

    def ask(self, selector: selectors.BaseSelector) -> None:
        """Send the request, over a new connection if there is none."""
        self._answer = b""
        self.begun = perf_counter()
        if self._socket is None:
            self._socket = socket.create_connection(self._address, LONGEST_SILENCE)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            selector.register(self._socket, selectors.EVENT_READ, self)
        self._socket.sendall(self._request)

    def receive(self, selector: selectors.BaseSelector) -> bool:
        """Take what has come; say whether the answer is whole."""
        assert self._socket is not None  # noqa: S101 - it has been asked
        piece = self._socket.recv(1 << 18)
        self._answer += piece
        head, found, body = self._answer.partition(b"\r\n\r\n")
        if not found and piece:
            return False
        if not found:
            raise BadAnswer(f"The connection was closed after {self._answer!r}.")
        if not self._is_whole(head, body, not piece):
            return False
        self.status, self.length = int(head[9:12]), len(body)
        if not piece or CLOSES.search(head):
            selector.unregister(self._socket)
            self._socket.close()
            self._socket = None
        return True

    def _is_whole(self, head: bytes, body: bytes, has_ended: bool) -> bool:
        if head[9:12] == b"304":
            return True
        if length := LENGTH.search(head):
            return len(body) >= int(length[1])
        if CHUNKED.search(head):
            return body.endswith(b"0\r\n\r\n")
        return has_ended

    @property
    def body(self) -> bytes:
        return self._answer.partition(b"\r\n\r\n")[2]

    @property
    def headers(self) -> dict[str, str]:
        """The answer's headers, their names in small letters."""
        lines = self._answer.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
        pairs = (line.partition(":") for line in lines[1:])
        return {name.lower(): value.strip() for name, _colon, value in pairs}


def request(path: str, headers: dict[str, str]) -> bytes:
    """Return a GET request as it goes over the wire."""
    lines = [f"GET {path} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode()


def fetch(port: int, path: str, headers: dict[str, str]) -> Connection:
    """Ask once, on a connection of its own; return it with the answer."""
    with selectors.DefaultSelector() as selector:
        connection = Connection(port, request(path, headers | {"Connection": "close"}))
        connection.ask(selector)
        while not connection.receive(selector):
            pass
    return connection


def load(
    port: int,
    path: str,
    headers: dict[str, str],
    seconds: float,
    status: int,
    length: int | None = None,
    connections: int = 4,
    least: int = 1,
) -> dict[str, Any]:
    """Ask for so long, on so many connections at once, and `least` so many times.

    Returns:
        Requests, seconds and the milliseconds within which 50, 95, 99 and 100 % of the
        answers came.

    Raises:
        BadAnswer: An answer had another status or length.
    """
    times: list[float] = []
    with selectors.DefaultSelector() as selector:
        start = perf_counter()
        waiting = asked = connections
        for _number in range(connections):
            Connection(port, request(path, headers)).ask(selector)
        while waiting:
            for connection in _answered(selector):
                now = perf_counter()
                times.append(now - connection.begun)
                _check(connection, path, status, length)
                if now - start < seconds or asked < least:
                    asked += 1
                    connection.ask(selector)
                else:
                    waiting -= 1
        took = perf_counter() - start
    return {"requests": len(times), "seconds": took, **_percentiles(times)}


def _answered(selector: selectors.BaseSelector) -> Iterator[Connection]:
    """Wait for something to come; yield the connections whose answer is whole by then."""
    ready = selector.select(LONGEST_SILENCE)
    if not ready:
        raise BadAnswer(f"No answer for {LONGEST_SILENCE} seconds.")
    for key, _events in ready:
        if key.data.receive(selector):
            yield key.data


def _check(connection: Connection, path: str, status: int, length: int | None) -> None:
    is_as_long = length is None or connection.length == length
    if connection.status != status or not is_as_long:
        raise BadAnswer(
            f"{path}: {connection.status} with {connection.length} bytes, "
            f"not {status} with {length}."
        )


def _percentiles(times: list[float]) -> dict[str, float]:
    """Return the milliseconds within which 50, 95, 99 and 100 % of the answers came."""
    times = sorted(times)
    last = len(times) - 1
    return {
        f"p{part}": times[min(len(times) * part // 100, last)] * 1000
        for part in (50, 95, 99, 100)
    }


if __name__ == "__main__":
    json.dump(load(**json.load(sys.stdin)), sys.stdout)
