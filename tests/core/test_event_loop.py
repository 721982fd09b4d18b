"""How a WSGI application is served from an event loop: over HTTP, by gunicorn."""

from __future__ import annotations

import hashlib
import http.client
import json
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing

from django.conf import settings

import pytest

from tests.core.served_app import BIG, STREAMED, THREADS


ARABIC = "/ar/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/"
WAIT = 20  # seconds


class Server:
    """The application in one process of gunicorn, with our configuration."""

    def __init__(self, log, *arguments):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = probe.getsockname()
        bind = ("--bind", f"127.0.0.1:{self.address[1]}", "--workers", "1")
        self._log = log
        with log.open("w") as file:
            self.process = subprocess.Popen(
                (sys.executable, "-m", "gunicorn", *arguments, *bind),
                cwd=settings.BASE_DIR,
                stdout=file,
                stderr=file,
            )
        until(lambda: "Booting worker" in self.log)

    @property
    def log(self):
        return self._log.read_text()

    def ask(self, path, method="GET", body=None, headers=None):
        with closing(
            http.client.HTTPConnection(*self.address, timeout=WAIT)
        ) as visitor:
            visitor.request(method, path, body, headers or {})
            answer = visitor.getresponse()
            return answer.status, answer.headers, answer.read()

    def json(self, *arguments, **named):
        return json.loads(self.ask(*arguments, **named)[2])

    def send(self, text):
        """Send bytes as they are; return the connection."""
        visitor = socket.create_connection(self.address, timeout=WAIT)
        visitor.sendall(text)
        return visitor

    def raw(self, text):
        """Return all that is answered until the connection is closed."""
        with self.send(text) as visitor:
            return b"".join(iter(lambda: visitor.recv(65536), b""))


def until(is_so):
    end = time.monotonic() + WAIT
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    log = tmp_path_factory.mktemp("served") / "log"
    server = Server(log, "tests.core.served_app:asgi")
    yield server
    server.process.terminate()
    assert server.process.wait(WAIT) == 0


@pytest.fixture(scope="module")
def wsgi_server(tmp_path_factory):
    """The same as gunicorn serves WSGI."""
    log = tmp_path_factory.mktemp("served-as-wsgi") / "log"
    plain = ("--worker-class", "gthread", "--threads", "2")
    server = Server(log, "tests.core.served_app:application", *plain)
    yield server
    server.process.terminate()
    server.process.wait(WAIT)


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/", {}),
        (f"{ARABIC}?q=%D8%A3&q=b+c", {"Accept": "text/html", "X-Odd-Name": "é"}),
        ("/a%2Fb/%FF/;c=d//e", {"Cookie": "a=1; b=2"}),
        ("/?", {"X-Forwarded-For": "1.2.3.4", "X_Forwarded_For": "5.6.7.8"}),
        (f"/?{'q' * 100_000}", {"Content-Type": "text/plain", "Content-Length": "0"}),
    ],
)
def test_environment__is_that_of_a_wsgi_server(server, wsgi_server, path, headers):
    told, other = (each.json(path, headers=headers) for each in (server, wsgi_server))
    for environ in (told, other):
        for name in ("SERVER_PORT", "HTTP_HOST", "REMOTE_PORT"):
            environ.pop(name, None)  # of this connection
        for name in ("RAW_URI", "SERVER_SOFTWARE"):
            environ.pop(name, None)  # gunicorn's own
    assert told == other


def test_headers__that_come_twice_are_joined(server):
    request = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n%s\r\n"
    twice = b"Accept: a\r\nAccept: b\r\nCookie: c=1\r\nCookie: d=2\r\n"
    told = json.loads(server.raw(request % twice).partition(b"\r\n\r\n")[2])
    assert (told["HTTP_ACCEPT"], told["HTTP_COOKIE"]) == ("a,b", "c=1; d=2")


def test_address__may_be_written_whole(server):
    request = b"GET http://a/b?c HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    told = json.loads(server.raw(request).partition(b"\r\n\r\n")[2])
    assert (told["PATH_INFO"], told["QUERY_STRING"]) == ("/b", "c")


def test_answers__keep_each_cookie_and_the_connection(server):
    with closing(http.client.HTTPConnection(*server.address, timeout=WAIT)) as visitor:
        ports = set()
        for path in ("/", "/at-once", "/parts", "/"):
            visitor.request("GET", path)
            answer = visitor.getresponse()
            assert answer.status == 200
            answer.read()
            ports.add(visitor.sock.getsockname()[1])
        assert answer.headers.get_all("Set-Cookie") == ["a=1", "b=2"]
        assert len(ports) == 1


def test_at_once__needs_no_thread(server):
    assert server.ask("/at-once")[2] == b"MainThread"
    status, headers, body = server.ask("/at-once", "HEAD")
    assert (status, headers["Content-Length"], body) == (200, "10", b"")


def test_at_once__is_no_answer_to_a_body(server):
    assert server.json("/at-once", "POST", b"x")["CONTENT_LENGTH"] == "1"


@pytest.mark.parametrize("size", [1, 70_000, 5_000_000])
def test_upload__arrives_whole(server, size):
    body = b"first line\n" + b"x" * size
    expected = f"11 {len(body)} {hashlib.sha256(body).hexdigest()}".encode()
    assert server.ask("/upload", "POST", body)[2] == expected
    chunks = (body[start : start + 50_000] for start in range(0, len(body), 50_000))
    assert server.ask("/upload", "POST", chunks)[2] == expected


def test_upload__that_breaks_off_is_none(server):
    before = server.json("/seen")["broken uploads"]
    head = b"POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n"
    server.send(head + b"half of it").close()
    until(lambda: server.json("/seen")["broken uploads"] > before)
    assert server.json("/seen")["broken uploads"] == before + 1


def test_upload__that_nobody_reads_is_answered(server):
    assert server.ask("/", "POST", b"x" * 5_000_000)[0] == 200


def test_parts__arrive_in_order_and_are_closed(server):
    before = server.json("/seen")["closed"]
    _status, _headers, body = server.ask("/parts")
    assert body == b"".join(
        f"{number:05d}".encode() * 20_000 for number in range(STREAMED)
    )
    assert server.json("/seen")["closed"] == before + 1


def test_what_is_kept_in_a_context__stays_for_the_next_request(server):
    """Django keeps the connections to its caches there."""
    for number in range(1, 4):
        assert server.ask("/at-once/times")[2] == str(number).encode()
    asked = [int(server.ask("/times")[2]) for _time in range(2 * THREADS + 1)]
    assert max(asked) > 2


def test_parts__are_made_in_the_context_of_the_first(server):
    paths = [f"/language?{name}" for name in ("ar", "en", "fr")] * 4
    with ThreadPoolExecutor(4) as visitors:
        answers = list(visitors.map(server.ask, paths))
    for path, (_status, _headers, body) in zip(paths, answers, strict=True):
        assert set(body.decode().split()) == {path[-2:]}


def test_head__makes_no_more_than_it_must(server):
    before = server.json("/seen")
    status, _headers, body = server.ask("/parts", "HEAD")
    assert (status, body) == (200, b"")
    until(lambda: server.json("/seen")["closed"] == before["closed"] + 1)
    assert server.json("/seen")["parts"] <= before["parts"] + 2


def test_clients_that_do_not_read__keep_no_thread(server):
    before = server.json("/seen")["closed"]
    with ExitStack() as slow:
        for path in (b"/file", b"/parts") * (2 * THREADS):
            visitor = server.send(b"GET %s HTTP/1.1\r\nHost: a\r\n\r\n" % path)
            slow.enter_context(visitor)
            assert visitor.recv(100)
        assert server.ask("/")[0] == 200
        assert len(server.ask("/file")[2]) == BIG
    until(lambda: server.json("/seen")["closed"] == before + 2 * THREADS)


def test_clients_that_go__end_what_was_begun_for_them(server):
    before = server.json("/seen")
    for _time in range(2 * THREADS):
        visitor = server.send(b"GET /parts HTTP/1.1\r\nHost: a\r\n\r\n")
        assert visitor.recv(100)
        visitor.close()
    until(lambda: server.json("/seen")["closed"] == before["closed"] + 2 * THREADS)


def test_answers_at_once__do_not_wait_for_threads(server):
    with ExitStack() as slow:
        for _time in range(2 * THREADS):
            request = b"GET /waits HTTP/1.1\r\nHost: a\r\n\r\n"
            slow.enter_context(server.send(request))
        assert server.ask("/at-once")[0] == 200
        for _time in range(2 * THREADS):
            assert server.ask("/at-once/release")[0] == 200


def test_failure__is_told_and_harms_nobody(server):
    assert server.ask("/fails")[0] == 500
    assert server.ask("/")[0] == 200
    until(lambda: "RuntimeError: as planned" in server.log)


def test_log__tells_of_each_request(server):
    server.ask(f"{ARABIC}?secret")
    server.ask("/fails", "POST", b"x")
    server.ask("/at-once", "HEAD")
    for line in (f"GET {ARABIC} 200 True", "POST /fails 500 True", "HEAD /at-once 200"):
        until(lambda line=line: line in server.log)
    assert "secret" not in server.log


def test_log__is_no_place_to_write_to(server):
    server.ask("/a%0AGET%20/forged/%20200%20True")
    assert "\nGET /forged/" not in server.log


def test_web_sockets__are_refused(server):
    key = (
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    )
    upgrade = b"Connection: Upgrade\r\nUpgrade: websocket\r\n"
    answer = server.raw(b"GET / HTTP/1.1\r\nHost: a\r\n%s%s\r\n" % (upgrade, key))
    assert answer.startswith(b"HTTP/1.1 403 ")
    assert "websocket" not in server.log
