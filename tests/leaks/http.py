"""The site behind a real socket, on the database connection of the test."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from urllib.parse import quote

from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connections
from django.test.testcases import QuietWSGIRequestHandler

from tests.leaks.crawler import Ask, Reply


class SharedServer(ThreadedWSGIServer):
    """A server that leaves the connection open: it is the test's, in a transaction."""

    def _close_connections(self) -> None:
        pass


@contextmanager
def served() -> Iterator[Ask]:
    """Serve the site until the block ends; give what asks it over HTTP.

    Django's test client must not be used inside: it would close the connection.
    """
    shared = {name: connections[name] for name in connections}
    for connection in shared.values():
        connection.inc_thread_sharing()
    for signal in (request_started, request_finished):  # as the test client does
        signal.disconnect(close_old_connections)
    server = SharedServer(
        ("localhost", 0), QuietWSGIRequestHandler, connections_override=shared
    )
    server.set_app(WSGIHandler())
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield lambda url: ask_server(server.server_port, url)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
        for connection in shared.values():
            connection.dec_thread_sharing()


def ask_server(port: int, url: str) -> Reply:
    """Ask for a path and read the whole reply."""
    connection = http.client.HTTPConnection("localhost", port, timeout=30)
    try:
        connection.request(
            "GET",
            quote(url, safe="/?&=%:,*()+~@;'-._"),
            headers={"Accept-Encoding": "gzip"},
        )
        response = connection.getresponse()
        return Reply(response.status, dict(response.getheaders()), response.read())
    finally:
        connection.close()
