"""Sends one message over HTTP, with a limit on everything that the receiver may do.

One deadline holds for the look-up of the name, the connection and the answer as a whole,
however slowly it drips. Redirects are not followed, proxies of the environment not used,
and what the receiver says beyond its status is thrown away.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from django.utils.http import parse_http_date_safe
from django.utils.translation import gettext_lazy as _

import httpcore

from cms.changes.webhooks.addresses import (
    Refused,
    checked_addresses,
    host_header,
    read_url,
)


#: Seconds for all of it.
TIMEOUT = 10.0
#: Bytes of the body of an answer that are read, so that receivers can finish it.
MOST_READ = 4096
SHORTEST = 0.001
USER_AGENT = "RefugeeWeekIOMUK-Webhooks/1.0"
GONE = 410


class Answer(NamedTuple):
    """What came of sending a message.

    Args:
        status: Of HTTP; None if there was no answer.
        error: What went wrong, in our own words; empty if the receiver took it.
        seconds: How long it took.
        retry_after: In how many seconds the receiver wants to be asked again.
    """

    status: int | None
    error: str
    seconds: float
    retry_after: int = 0

    @property
    def is_taken(self) -> bool:
        return not self.error


def post(url: str, body: bytes, headers: dict[str, str]) -> Answer:
    """Send a message; whatever happens is told in the answer."""
    began = time.monotonic()
    deadline = Deadline(TIMEOUT)
    try:
        status, retry_after = _exchange(read_url(url), body, headers, deadline)
    except Exception as error:  # noqa: BLE001 - what a receiver may do is without end
        return Answer(None, _in_words(error), time.monotonic() - began)
    return Answer(
        status, _error_of(status), time.monotonic() - began, _seconds(retry_after)
    )


class Deadline:
    """A moment after which nothing is waited for."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Return how many seconds are left.

        Raises:
            TimeoutError: There are none.
        """
        seconds = self._end - time.monotonic()
        if seconds < SHORTEST:
            raise TimeoutError
        return seconds


class CheckedBackend(httpcore.SyncBackend):
    """Connects to the addresses that were checked and keeps the deadline."""

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = checked_addresses(host, self._deadline.left())
        while True:
            address = addresses.pop(0)
            # One of several that is silent leaves time for the next.
            seconds = self._deadline.left() / (1 + len(addresses))
            try:
                stream = super().connect_tcp(
                    address, port, seconds, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if not addresses:
                    raise
            else:
                return LimitedStream(stream, self._deadline)


class LimitedStream(httpcore.NetworkStream):
    """A connection of which each step ends with the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        seconds = self._deadline.left()
        stream = self._stream.start_tls(ssl_context, server_hostname, seconds)
        return LimitedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


@cache
def tls_context() -> ssl.SSLContext:
    """Return what checks certificates: against the authorities that the system knows."""
    return ssl.create_default_context()


def _exchange(
    url: httpcore.URL, body: bytes, headers: dict[str, str], deadline: Deadline
) -> tuple[int, bytes]:
    """Return the status of the answer and its `Retry-After`."""
    sent = [
        ("Host", host_header(url)),
        ("User-Agent", USER_AGENT),
        ("Connection", "close"),
        *headers.items(),
    ]
    with (
        httpcore.ConnectionPool(
            ssl_context=tls_context(), network_backend=CheckedBackend(deadline)
        ) as pool,
        pool.stream("POST", url, headers=sent, content=body) as response,
    ):
        _throw_away(response.iter_stream())
        wanted = {key.lower(): value for key, value in response.headers}
        return response.status, wanted.get(b"retry-after", b"")


def _throw_away(body: Iterable[bytes]) -> None:
    """Read some of an answer. The status counts, however the rest comes."""
    size = 0
    try:
        for part in body:
            size += len(part)
            if size >= MOST_READ:
                return
    except (
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpcore.TimeoutException,
        OSError,
    ):
        return


def _error_of(status: int) -> str:
    """Return what is wrong with an answer; empty if nothing is."""
    if 200 <= status < 300:
        return ""
    if status == GONE:
        return str(_("The receiver says that it wants no more messages (410)."))
    if 300 <= status < 400:
        text = _("The receiver has moved (%(status)s). Redirects are not followed.")
    else:
        text = _("The receiver answered with an error (%(status)s).")
    return str(text) % {"status": status}


def _in_words(error: Exception) -> str:
    """Return what happened, with nothing in it that the receiver sent."""
    if isinstance(error, Refused):
        return str(error)
    if isinstance(error, (httpcore.TimeoutException, TimeoutError)):
        return str(_("No answer within %(seconds)d seconds.")) % {"seconds": TIMEOUT}
    causes = list(_causes(error))
    if any(isinstance(each, ssl.SSLCertVerificationError) for each in causes):
        return str(_("The certificate of the receiver is not good for its name."))
    if any(isinstance(each, ssl.SSLError) for each in causes):
        return str(_("No secure connection could be made."))
    if isinstance(error, httpcore.ConnectError):
        return str(_("The receiver could not be reached."))
    if isinstance(error, (httpcore.NetworkError, OSError)):
        return str(_("The connection broke."))
    return str(_("The answer was not one of HTTP."))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and those that led to it; httpcore hides them behind its own."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _seconds(retry_after: bytes) -> int:
    text = retry_after.decode("latin-1").strip()
    if text.isascii() and text.isdigit():
        return int(text[:9])
    moment = parse_http_date_safe(text)
    return max(0, int(moment - time.time())) if moment else 0
