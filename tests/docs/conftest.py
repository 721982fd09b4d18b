"""A server with the sample content, for programs that know nothing of Django."""

from __future__ import annotations

from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import DEFAULT_DB_ALIAS, close_old_connections, connections
from django.test.utils import override_settings

import pytest

from tests.sample_site import sample_site, small_pictures


__all__ = ["sample_site", "small_pictures"]


class QuietHandler(WSGIRequestHandler):
    def log_message(self, format, *args):
        """Say nothing."""


@pytest.fixture(scope="module")
def address(sample_site, django_db_blocker):
    """Serve the sample content; return scheme and host.

    The server uses the connection of this thread, in whose transaction the content is.
    A program under test runs while this thread waits for it, so the two never meet.
    """
    connection = connections[DEFAULT_DB_ALIAS]

    def serve():
        connections[DEFAULT_DB_ALIAS] = connection
        server.serve_forever()

    with (
        django_db_blocker.unblock(),
        make_server(
            "localhost", 0, WSGIHandler(), handler_class=QuietHandler
        ) as server,
    ):
        cache.clear()
        connection.inc_thread_sharing()
        for signal in (request_started, request_finished):
            signal.disconnect(close_old_connections)
        Thread(target=serve, daemon=True).start()
        url = f"http://localhost:{server.server_port}"
        with override_settings(BASE_URL=url, WAGTAILAPI_BASE_URL=url):
            yield url
        server.shutdown()
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
        connection.dec_thread_sharing()
