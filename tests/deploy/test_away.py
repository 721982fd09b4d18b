"""What visitors and programs get while the site is away, from a real nginx and Varnish."""

from __future__ import annotations

import getpass
import grp
import http.client
import json
import os
import re
import shutil
import ssl
import subprocess
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

import pytest

from tests.changes.test_varnish import AWAY, Varnish, free_port


CONF = settings.BASE_DIR / "deploy" / "nginx" / "site.conf"
HTTP = """
user {user}; daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    include {folder}/site.conf;
}}
"""
FRONTS = ("nginx", "varnish")
PROGRAMS = {"nginx": ("nginx", "openssl"), "varnish": ("varnishd",)}

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="no database is asked here"
)


class Nginx:
    """nginx as it is configured in `deploy/`, in front of a site on this machine."""

    def __init__(self, folder, backend):
        self.port = free_port()
        text = CONF.read_text(encoding="utf-8")
        for pattern, value in {
            r"listen 443 ssl": f"listen 127.0.0.1:{self.port} ssl",
            r"server 127\.0\.0\.1:8000": f"server {backend.netloc}",
            r"/etc/ssl/site\.(\w+)": rf"{folder}/\1",
            r"/var/cache/nginx/site": f"{folder}/kept",
            r"root /etc/nginx/site": f"root {AWAY.parent}",
        }.items():
            text, number = re.subn(pattern, value, text)
            assert number, pattern
        (folder / "site.conf").write_text(text, encoding="utf-8")
        ours = f"{getpass.getuser()} {grp.getgrgid(os.getgid()).gr_name}"
        text = HTTP.format(folder=folder, user=ours)
        (folder / "nginx.conf").write_text(text, encoding="utf-8")
        key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
        files = ("-keyout", folder / "key", "-out", folder / "pem")
        about = ("-days", "1", "-subj", "/CN=localhost")
        made = ("openssl", "req", "-x509", *key, *files, *about)
        subprocess.run(made, check=True, capture_output=True)
        start = ("nginx", "-e", folder / "error.log", "-c", folder / "nginx.conf")
        self.process = subprocess.Popen(start, stderr=subprocess.DEVNULL)

    def connect(self):
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        return http.client.HTTPSConnection(
            "127.0.0.1", self.port, timeout=10, context=trusting
        )

    def ask(self, path):
        """Ask; return the status, the headers and the body."""
        visitor = self.connect()
        visitor.request("GET", path)
        response = visitor.getresponse()
        answer = response.status, response.headers, response.read().decode()
        visitor.close()
        return answer

    def is_up(self):
        try:
            self.connect().connect()
        except OSError:
            return False
        return True

    def stop(self):
        self.process.terminate()
        self.process.wait(10)


@pytest.fixture(params=FRONTS)
def front(request, tmp_path):
    """A function that starts what stands in front of the site, of each kind."""
    if missing := [each for each in PROGRAMS[request.param] if not shutil.which(each)]:
        pytest.skip(f"not installed: {', '.join(missing)}")
    started = []

    def start(port):
        backend = urlsplit(f"http://127.0.0.1:{port}")
        kind = Nginx if request.param == "nginx" else Varnish
        started.append(front := kind(tmp_path, backend))
        until = time.monotonic() + 30
        while isinstance(front, Nginx) and not front.is_up():
            assert front.process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.02)
        return front

    yield start
    for each in started:
        each.stop()


class Answering(BaseHTTPRequestHandler):
    """A site that is there; it is not well at `/health/`."""

    def do_GET(self):
        self.send_response(503 if self.path.startswith("/health/") else 200)
        self.send_header("Content-Length", "4")
        self.end_headers()
        self.wfile.write(b"mine")

    def log_message(self, *args):
        pass


@contextmanager
def answering(port):
    server = ThreadingHTTPServer(("127.0.0.1", port), Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield
    server.shutdown()
    server.server_close()


def test_visitor__is_asked_to_come_back(front):
    site = front(free_port())
    for path in ("/", "/refugee-week/2022/?event_format=concert", "/admin/", "/x.jpg"):
        status, headers, body = site.ask(path)
        assert (status, headers["Retry-After"]) == (503, "60"), path
        assert headers["Content-Type"].startswith("text/html"), path
        assert headers["Cache-Control"] == "no-store", path
        assert body == AWAY.read_text(encoding="utf-8"), path


def test_program__gets_the_error_of_the_api(front):
    site = front(free_port())
    for path in ("/api/v2/pages/?limit=1", "/oembed/?url=x"):
        status, headers, body = site.ask(path)
        assert (status, headers["Retry-After"]) == (503, "60"), path
        assert headers.get_all("Content-Type") == ["application/json"], path
        assert headers["Access-Control-Allow-Origin"] == "*", path
        assert headers["Cache-Control"] == "no-store", path
        assert "away" in json.loads(body)["message"], path


def test_site__is_shown_as_soon_as_it_is_back_and_speaks_for_itself(front):
    port = free_port()
    site = front(port)
    assert site.ask("/")[0] == 503
    with answering(port):
        until = time.monotonic() + 30  # nginx asks again after ten seconds at most
        while (answer := site.ask("/"))[0] == 503:
            assert time.monotonic() < until
            time.sleep(0.1)
        assert answer[::2] == (200, "mine")
        assert site.ask("/health/ready")[::2] == (503, "mine")
