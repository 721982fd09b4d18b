"""The servers that may stand in front of the site, as `deploy/` sets them up."""

from __future__ import annotations

import json
import os
import pwd
import re
import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.client import Connection
from benchmarks.processes import Server, serving
from benchmarks.sites import ROOT, WORKERS
from scripts.with_services import free_port


PLACES = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"])
#: What nginx is told around a `server` block: as Debian sets it up, without a log.
NGINX = """
user {user};
worker_processes {workers};
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx-errors.log;
events {{ worker_connections 768; }}
http {{
    sendfile on;
    tcp_nopush on;
    access_log off;
    keepalive_requests 1000000;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {content}
}}
"""
FILES = """
    server {{
        listen 127.0.0.1:{port};
        root {folder}/files;
        types {{ }}
        {locations}
    }}
"""
#: A file with the headers of the answer that it is the body of.
FILE = """
        location = /{name} {{
            default_type "{content_type}";
            {headers}
        }}
"""
#: What nginx says itself of each answer.
OF_THE_SERVER = {
    "connection",
    "content-length",
    "content-type",
    "date",
    "etag",
    "server",
}
#: Varnish writes its log into memory that it shares: that must not be a disk.
MEMORY = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108
NGINX_CACHE = ROOT / "deploy" / "nginx" / "site.conf"
VARNISH = ROOT / "deploy" / "varnish" / "default.vcl"


def program(name: str) -> str | None:
    """Return where a program is, if it is installed."""
    return shutil.which(name, path=PLACES)


def serve_files(
    stack: ExitStack, folder: Path, answers: Mapping[str, Connection]
) -> Server:
    """Have nginx serve the bytes of these answers, with their headers, as files."""
    (folder / "files").mkdir(parents=True)
    for name, answer in answers.items():
        (folder / "files" / name).write_bytes(answer.body)
    port = free_port()
    locations = "".join(_location(name, answer) for name, answer in answers.items())
    rules = FILES.format(port=port, folder=folder, locations=locations)
    return _nginx(stack, folder, port, rules)


def _location(name: str, answer: Connection) -> str:
    headers = [
        f"add_header {header} {json.dumps(value)};"
        for header, value in answer.headers.items()
        if header not in OF_THE_SERVER
    ]
    content_type = answer.headers["content-type"]
    return FILE.format(name=name, content_type=content_type, headers="\n".join(headers))


def nginx_cache(stack: ExitStack, folder: Path, site_port: int) -> Server:
    """Run nginx with the project's own rules in front of the site, but without TLS."""
    port = free_port()
    changes = {
        r"/var/cache/nginx/site": f"{folder}/cache",
        r"server 127\.0\.0\.1:\d+;": f"server 127.0.0.1:{site_port};",
        r"listen 443 ssl;": f"listen 127.0.0.1:{port};",
        r"ssl_certificate(_key)? [^;]+;": "",
        r"X-Forwarded-Proto \$scheme": "X-Forwarded-Proto https",
    }
    rules = NGINX_CACHE.read_text()
    for pattern, new in changes.items():
        rules = re.sub(pattern, new, rules)
    return _nginx(stack, folder, port, rules)


def _nginx(stack: ExitStack, folder: Path, port: int, content: str) -> Server:
    folder.mkdir(parents=True, exist_ok=True)
    user = pwd.getpwuid(os.geteuid()).pw_name
    file = folder / "nginx.conf"
    file.write_text(
        NGINX.format(folder=folder, user=user, workers=WORKERS, content=content)
    )
    command = [program("nginx") or "nginx", "-p", str(folder), "-c", str(file)]
    return stack.enter_context(serving(Server(command, folder / "log", port)))


def varnish(stack: ExitStack, folder: Path, site_port: int) -> Server:
    """Run Varnish with the project's own rules in front of the site."""
    folder.mkdir(parents=True, exist_ok=True)
    memory = Path(stack.enter_context(TemporaryDirectory(dir=MEMORY)))
    rules = re.sub(r'\.port = "\d+"', f'.port = "{site_port}"', VARNISH.read_text())
    file, port = memory / "site.vcl", free_port()
    file.write_text(rules)
    command = [program("varnishd") or "varnishd", "-F", "-j", "none"]
    command += ["-a", f"127.0.0.1:{port}", "-f", str(file), "-n", str(memory / "work")]
    command += ["-s", "malloc,256m"]
    return stack.enter_context(serving(Server(command, folder / "varnish.log", port)))
