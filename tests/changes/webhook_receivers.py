"""Receivers of webhooks: real servers on this machine, that check every signature."""

from __future__ import annotations

import json
import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count

from django.utils import timezone

from standardwebhooks import Webhook, WebhookVerificationError

from cms.changes.models import ContentChange, LogHead, WebhookEndpoint


class Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.take(self, body)

    def log_message(self, *args):
        pass


class Receiver(ThreadingHTTPServer):
    """Keeps what it was sent, and answers as it was told.

    `answers` are statuses, in order, or functions that get the handler; when they are
    used up it takes everything.
    """

    daemon_threads = True

    def __init__(self, *answers):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers, self.secrets = list(answers), []
        self.got, self.bad, self.requests = [], [], []
        self._lock = threading.Lock()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/hook?from=us"

    def take(self, handler, body):
        with self._lock:
            answer = self.answers.pop(0) if self.answers else 204
            self.requests.append((handler.path, dict(handler.headers.items())))
            self._check(handler, body)
            if not callable(answer) and 200 <= answer < 300:
                self.got.append((handler.headers["webhook-id"], json.loads(body)))
        if callable(answer):
            answer(handler)
        else:
            reply(handler, answer)

    def _check(self, handler, body):
        for secret in self.secrets:
            try:
                Webhook(secret).verify(body, dict(handler.headers.items()))
            except (WebhookVerificationError, ValueError) as error:
                self.bad.append(error)

    def sequences(self):
        return [body["sequence"] for _id, body in self.got]

    def ids(self):
        return [headers["webhook-id"] for _path, headers in self.requests]


def reply(handler, status, **headers):
    """Answer with a status and no body."""
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", "0")
    handler.end_headers()


@contextmanager
def receiving(*answers):
    """Run a receiver until the block ends; every signature it saw must have been good."""
    receiver = Receiver(*answers)
    thread = threading.Thread(target=receiver.serve_forever, args=[0.02], daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        receiver.shutdown()
        receiver.server_close()
        thread.join()
    assert receiver.bad == []


@contextmanager
def talking(talk):
    """Run a server that calls `talk(connection)` for each; yield its address."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        while True:
            try:
                connection, _address = listener.accept()
            except OSError:  # closed
                return
            threading.Thread(target=answer, args=[connection], daemon=True).start()

    def answer(connection):
        with connection:
            try:
                talk(connection)
            except OSError:  # the sender has gone
                return

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def endpoint_for(receiver, **fields):
    """Register a receiver, or an address, from the end of the log on."""
    url = receiver if isinstance(receiver, str) else receiver.url
    fields = {"description": "Example News", "url": url} | fields
    endpoint = WebhookEndpoint.objects.create(**fields)
    if isinstance(receiver, Receiver):
        receiver.secrets = [endpoint.secret]
    return endpoint


def write_changes(*events):
    """Add rows to the log, as the recorder does before a commit; return the sequences."""
    head, _made = LogHead.objects.get_or_create(pk=LogHead.ONLY)
    rows = [
        ContentChange(
            sequence=sequence,
            event=event,
            at=timezone.now(),
            page_id=40 + sequence,
            page_type="press.PressReleasePage",
            locale="en",
            path=f"/press/release-{sequence}/",
        )
        for sequence, event in zip(count(head.sequence + 1), events, strict=False)
    ]
    ContentChange.objects.bulk_create(rows)
    LogHead.objects.update(sequence=head.sequence + len(rows))
    return [row.sequence for row in rows]
