"""Serves a WSGI application from an event loop (ASGI 3.0).

What can be said at once is said in the loop; waking a thread for it would take several
times as long. All else runs in threads, as on any WSGI server. No thread waits for a
client that reads slowly: one is asked for the next part of an answer only when the last
part is on its way.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context, copy_context
from io import BufferedReader
from time import perf_counter
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote_from_bytes

from cms.core.wsgi_words import (
    Body,
    environ_of,
    has_body,
    part_message,
    start_message,
)


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from cms.core.wsgi_words import Application, Environ, Message, Receive, Send

#: Seconds after which a request lets the next one begin beside it.
LONGEST_TURN = 0.1
#: The status that is logged if there was none: the server then says 500 itself; 499 is
#: what nginx writes, too.
FAILED, CLIENT_GONE = 500, 499


class Reply(Protocol):
    """An answer that is complete, such as Django's responses."""

    @property
    def status_code(self) -> int: ...

    @property
    def headers(self) -> Mapping[str, str]: ...

    @property
    def content(self) -> bytes: ...


class EventLoopApplication:
    """An ASGI application made of a WSGI application.

    Args:
        application: Such as Django's: it never calls what `start_response` returns.
        at_once: Returns the answer to a request that has no body, if that can be said
            without waiting for anything; otherwise None. Gets the environment that the
            application gets then.
        threads: How many requests run at the same time, at most.
        log: Is told of each request: its method, its path, the status of the answer, or
            499 if the client went before there was one, and how many seconds it took.
    """

    def __init__(
        self,
        application: Application,
        at_once: Callable[[Environ], Reply | None],
        threads: int,
        log: Callable[[str, str, int, float], None],
    ) -> None:
        self._application = application
        self._at_once = at_once
        self._log = log
        self._turns = asyncio.Lock()
        # One for all requests, as each thread has one: whatever is kept in it stays, such
        # as the connection to a cache. By itself a loop has one for each request.
        self._context = copy_context()
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="request")

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request.

        Raises:
            ValueError: It is about something else than HTTP.
        """
        if scope["type"] == "websocket":
            await send({"type": "websocket.close"})
            return
        if scope["type"] != "http":
            raise ValueError(f"Nothing is served here for {scope['type']}.")
        since = perf_counter()
        environ = environ_of(scope)
        status = FAILED
        try:
            if has_body(environ):
                body = Body(receive, asyncio.get_running_loop())
                environ["wsgi.input"] = BufferedReader(body)
                status = await self._run(environ, send)
                await body.discard()
            elif reply := self._context.run(self._at_once, environ):
                status = reply.status_code
                await send(start_message(status, reply.headers.items()))
                await send(part_message(reply.content))
            else:
                status = await self._run(environ, send)
        except asyncio.CancelledError:
            status = CLIENT_GONE
            raise
        finally:
            path = quote_from_bytes(environ["PATH_INFO"].encode("latin-1"))
            self._log(environ["REQUEST_METHOD"], path, status, perf_counter() - since)

    async def _run(self, environ: Environ, send: Send) -> int:
        """Have the application answer; return the status."""
        call = _Call(self._application, environ)
        turn = await _Turn.take(self._turns)
        step = self._threads.submit(call.begin)
        try:
            part = await asyncio.wrap_future(step)
            turn.end()
            await send(call.start)
            is_head = environ["REQUEST_METHOD"] == "HEAD"
            while call.has_more and not is_head:
                await send(part_message(part, has_more=True))
                step = self._threads.submit(call.go_on)
                part = await asyncio.wrap_future(step)
            await send(part_message(b"" if is_head else part))
        finally:
            turn.end()
            # The client may have gone while a thread is at work; it ends after that.
            if not call.is_over:
                step.add_done_callback(lambda _: self._threads.submit(call.end))
        return int(call.start["status"])


class _Turn:
    """One request's turn to begin, which ends with its first part, or after a while.

    Threads that compete for the interpreter make an answer a quarter dearer and twice as
    slow. Whatever waits for something else, or takes long, lets the next begin beside it.
    """

    def __init__(self, lock: asyncio.Lock) -> None:
        self._lock = lock
        self._is_over = False
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(LONGEST_TURN, self.end)

    @classmethod
    async def take(cls, lock: asyncio.Lock) -> _Turn:
        """Wait for one, first come, first served."""
        await lock.acquire()
        return cls(lock)

    def end(self) -> None:
        if not self._is_over:
            self._is_over = True
            self._timer.cancel()
            self._lock.release()


class _Call:
    """One call of the application; what it does runs in threads, a step at a time."""

    def __init__(self, application: Application, environ: Environ) -> None:
        self._application = application
        self._environ = environ
        self._answer: Iterable[bytes] = ()
        self._parts: Iterator[bytes] = iter(())
        self._next: bytes | None = None
        self._context = Context()
        self.start: Message = {}
        self.is_over = False

    @property
    def has_more(self) -> bool:
        """Whether there are parts after those that were returned."""
        return self._next is not None

    def begin(self) -> bytes:
        """Call the application; return the first part of its answer."""
        self._answer = self._application(self._environ, self._start_response)
        self._parts = iter(self._answer)
        self._next = next(self._parts, b"")
        self._context = copy_context()
        return self._take()

    def go_on(self) -> bytes:
        """Return the next part, made in the first one's language and the like."""
        return self._context.run(self._take)

    def end(self) -> None:
        """Tell the answer that no more of it is asked for."""
        self._context.run(self._close)

    def _take(self) -> bytes:
        part, self._next = self._next or b"", next(self._parts, None)
        if self._next is None:
            self._close()
        return part

    def _close(self) -> None:
        if not self.is_over:
            self.is_over = True
            if hasattr(self._answer, "close"):
                self._answer.close()

    def _start_response(
        self, status: str, headers: list[tuple[str, str]], _error: object = None
    ) -> None:
        self.start = start_message(int(status[:3]), headers)
