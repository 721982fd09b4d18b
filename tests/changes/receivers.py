"""Receivers of webhooks that fail one time in three, and remember the rest."""

from __future__ import annotations

import json
import random
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from standardwebhooks import Webhook, WebhookVerificationError


class Receiver:
    """A partner's receiver.

    Attributes:
        taken: The sequences that it took, in the order in which they came.
        unsigned: How many messages were not signed rightly.
        refused: How often it failed.
    """

    def __init__(self, seed):
        self._chance = random.Random(seed)  # noqa: S311 - chance, not a secret
        self.taken, self.unsigned, self.refused = [], 0, 0
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(receiver.answer(self.headers, body))
                self.end_headers()

            def log_message(self, *arguments):
                """Say nothing of each request."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/"
        self.secret = ""
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def answer(self, headers, body):
        try:
            Webhook(self.secret).verify(body.decode(), dict(headers))
        except WebhookVerificationError:
            self.unsigned += 1
            return 401
        if self._chance.random() < 1 / 3:
            self.refused += 1
            return 500
        self.taken.append(json.loads(body)["sequence"])
        return 204

    def close(self):
        self._server.shutdown()
        self._server.server_close()
