"""Keeps a true copy of all public pages of a Refugee Week site. Python 3.11, nothing else.

    python mirror.py https://the-site copy.sqlite3            # once: catch up, then end
    python mirror.py https://the-site copy.sqlite3 --follow   # go on for ever
    python mirror.py https://the-site copy.sqlite3 --verify   # compare with the site

The copy is one SQLite file. Its table `page` has a row for each public page: `id`,
`type`, `locale`, `html_url` and `data`, which is what `/api/v2/pages/<id>/` answers.
Aliases, which repeat another page at a second address, are left out, as in `pages/`.

How it stays true:

- The first time it asks for the end of the change log, then reads all pages, then goes
  on from that end: what changed while it read is read again.
- From then on it asks `changes/` what happened after the last change that it knows, and
  reads each page that is named there. Only what the API says of a page *now* counts: a
  page that is gone (404 or 410) is dropped.
- Pages and the position in the log are written in one transaction. It may be killed at
  any moment and goes on where it was, also in the middle of the first reading.
- It asks for one change more than it needs, the last one that it knows. If that is not
  there any more, or is another one, the site was restored from a backup: it reads all
  pages anew, and so it does when `changes/` answers 410.
- It waits as long as `Retry-After` says, and a growing time where the site is away.

`--listen 127.0.0.1:9000` with `--secret whsec_…` takes webhooks of the site (Standard
Webhooks), which only wake it: what happened is in the log. Put a proxy with TLS before it.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import hmac
import json
import logging
import random
import sqlite3
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from http.client import HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen


logger = logging.getLogger("mirror")

AT_ONCE = 100  # rows of one answer
TIMEOUT = 30  # seconds
LONGEST_WAIT = 300
WEBHOOK_TOLERANCE = 300
LARGEST_WEBHOOK = 100_000  # bytes
GONE = (404, 410)

SCHEMA = """
CREATE TABLE IF NOT EXISTS page (
    id INTEGER PRIMARY KEY, type TEXT NOT NULL, locale TEXT NOT NULL,
    html_url TEXT NOT NULL, etag TEXT NOT NULL, data TEXT NOT NULL,
    is_fresh INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


class Answer(NamedTuple):
    """What the site says: `data` is None where it is what we have (304)."""

    status: int
    data: Any
    etag: str


class Site:
    """The API of a site, asked with patience."""

    def __init__(self, address: str, key: str = "") -> None:
        self._base = f"{address.rstrip('/')}/api/v2/"
        self._headers = {"Accept": "application/json", "User-Agent": "mirror.py"}
        if key:
            self._headers["Authorization"] = f"Bearer {key}"

    def ask(self, path: str, etag: str = "", **parameters: Any) -> Answer:
        """Return the answer to a question, however long the site cannot give it."""
        url = f"{self._base}{path}?{urlencode(parameters)}"
        headers = self._headers | ({"If-None-Match": etag} if etag else {})
        failures = 0
        while True:
            try:
                return self._ask_once(Request(url, headers=headers))  # noqa: S310
            except HTTPError as error:
                if error.code != 429 and error.code < 500:
                    raise
                wait = error.headers.get("Retry-After") or ""
                seconds = float(wait) if wait.isdecimal() else _growing(failures)
                logger.warning("%s: %s; again in %.0f s", url, error.code, seconds)
            except (OSError, HTTPException, ValueError) as error:
                seconds = _growing(failures)
                logger.warning("%s: %r; again in %.0f s", url, error, seconds)
            failures += 1
            time.sleep(seconds)

    def _ask_once(self, request: Request) -> Answer:
        try:
            with urlopen(request, timeout=TIMEOUT) as response:  # noqa: S310
                etag = response.headers.get("ETag", "")
                return Answer(response.status, json.load(response), etag)
        except HTTPError as error:
            with error:
                if error.code in (304, *GONE):
                    return Answer(error.code, None, "")
            raise

    def page(self, pk: int, sequence: int, etag: str = "") -> Answer:
        """Return a page as it is at `sequence` or later.

        `_` has no meaning for the site. It makes the address one that no cache between
        us has an older answer to.
        """
        return self.ask(f"pages/{pk}/", etag, _=sequence)

    def changes(self, after: int, etag: str = "", *, past_caches: bool) -> Answer:
        """Return what has happened after a sequence.

        A cache between us may give an answer that is some minutes old, which does no
        harm: what is missing comes later.
        """
        more = {"_": time.time_ns()} if past_caches else {}
        return self.ask("changes/", etag, after=after, limit=AT_ONCE, **more)

    def page_ids(self, sequence: int) -> Iterator[int]:
        """Yield the ids of all pages, growing, while pages come and go.

        Where a page that we have passed goes away, those after it move up. So each
        answer has to begin at or before the last id that we know.
        """
        last, offset = 0, 0
        while True:
            answer = self.ask(
                "pages/", fields="_,id", order="id", limit=AT_ONCE, offset=offset,
                _=sequence,
            ).data  # fmt: skip
            ids = [row["id"] for row in answer["items"]]
            if offset and (not ids or ids[0] > last):
                offset = max(0, offset - AT_ONCE)
                continue
            for pk in ids:
                if pk > last:
                    yield pk
            if answer["meta"]["next"] is None:
                return
            last = max(last, ids[-1])
            offset += AT_ONCE - 1


def _growing(failures: int) -> float:
    """Return how many seconds to wait after so many failures, never twice the same."""
    return min(LONGEST_WAIT, 2**failures) * random.uniform(0.5, 1)  # noqa: S311


def _is_known(items: list[Any], notes: dict[str, str]) -> bool:
    """Say whether an answer of the log begins with the change that we read last."""
    if notes["last"] == "0":
        return True
    first = items[0] if items else {"sequence": None, "at": None}
    is_last = str(first["sequence"]) == notes["last"]
    return is_last and notes.get("mark", first["at"]) == first["at"]


class Mirror:
    """The copy: a SQLite file that is true to a site."""

    def __init__(self, site: Site, file: str) -> None:
        self._site = site
        self._database = sqlite3.connect(file, isolation_level=None)
        self._database.executescript(f"PRAGMA journal_mode=WAL; {SCHEMA}")
        self._nothing_new = ""  # the ETag of an answer that told us nothing

    def close(self) -> None:
        self._database.close()

    # Catching up ------------------------------------------------------------------

    def catch_up(self, *, past_caches: bool = False) -> int:
        """Bring the copy up to date; return the sequence that it has reached."""
        while True:
            if "last" not in self._notes():
                self._read_all()
            if self._follow(past_caches):
                return self._number("last")
            self._begin_anew()

    def _follow(self, past_caches: bool) -> bool:
        """Read what has changed; say False where the log is not the one we know."""
        while True:
            notes = self._notes()
            last = int(notes["last"])
            etag = "" if past_caches else self._nothing_new
            answer = self._site.changes(max(0, last - 1), etag, past_caches=past_caches)
            if answer.status == 304:
                return True
            if answer.status in GONE or not _is_known(answer.data["items"], notes):
                return False
            new = [item for item in answer.data["items"] if item["sequence"] > last]
            self._nothing_new = "" if new else answer.etag
            if new:
                self._take(new)
            elif answer.data["items"]:
                self._note(mark=answer.data["items"][0]["at"])
            if not answer.data["meta"]["has_more"]:
                return True

    def _take(self, items: list[Any]) -> None:
        """Read the pages that changed, and write them with the new position."""
        last = items[-1]
        pages = {item["page"]["id"]: item["sequence"] for item in items}
        answers = {pk: self._read(pk, sequence) for pk, sequence in pages.items()}
        with self._transaction():
            for pk, answer in answers.items():
                self._store(pk, answer)
            self._note(last=last["sequence"], mark=last["at"])
        for item in items:
            logger.info("%(sequence)s %(event)s", item)

    # Reading everything -----------------------------------------------------------

    def _read_all(self) -> None:
        """Read all pages; go on where an earlier reading was interrupted."""
        if "begun" not in self._notes():
            meta = self._site.ask("changes/", limit=0).data["meta"]
            with self._transaction():
                self._database.execute("UPDATE page SET is_fresh = 0")
                self._note(begun=meta["latest_sequence"])
        begun = self._number("begun")
        rows = self._database.execute("SELECT id FROM page WHERE is_fresh")
        fresh = {pk for (pk,) in rows}
        for pk in self._site.page_ids(begun):
            if pk not in fresh:
                self._store(pk, self._read(pk, begun))
        with self._transaction():
            self._database.execute("DELETE FROM page WHERE NOT is_fresh")
            self._database.execute("DELETE FROM note")
            self._note(last=begun)

    def _begin_anew(self) -> None:
        logger.warning("The log is not the one that we know: all pages are read anew.")
        with self._transaction():
            self._database.execute("DELETE FROM note")

    # Comparing --------------------------------------------------------------------

    def differences(self) -> list[str]:
        """Return where the copy is not what the site says; empty if it is true.

        While the site is being changed this is tried again.
        """
        while True:
            reached = self.catch_up(past_caches=True)
            real = {
                pk: self._site.page(pk, reached) for pk in self._site.page_ids(reached)
            }
            if self.catch_up(past_caches=True) == reached:
                return sorted(self._unlike(real))
            logger.warning("The site has changed while it was compared: once more.")

    def _unlike(self, real: dict[int, Answer]) -> Iterator[str]:
        copied = self.pages()
        for pk in real.keys() - copied.keys():
            yield f"{pk} is missing"
        for pk in copied.keys() - real.keys():
            yield f"{pk} should not be there"
        for pk in copied.keys() & real.keys():
            names = {*copied[pk], *(real[pk].data or {})}
            for name in sorted(names):
                ours, theirs = copied[pk].get(name), (real[pk].data or {}).get(name)
                if ours != theirs:
                    yield f"{pk} differs in {name}: {ours!r:.200} and {theirs!r:.200}"

    def pages(self) -> dict[int, Any]:
        """Return all pages by id."""
        rows = self._database.execute("SELECT id, data FROM page")
        return {pk: json.loads(data) for pk, data in rows}

    # The file ---------------------------------------------------------------------

    def _read(self, pk: int, sequence: int) -> Answer:
        rows = self._database.execute("SELECT etag FROM page WHERE id = ?", [pk])
        etag = (rows.fetchone() or [""])[0]
        return self._site.page(pk, sequence, etag)

    def _store(self, pk: int, answer: Answer) -> None:
        """Write what the site says of a page."""
        execute = self._database.execute
        if answer.status == 304:
            execute("UPDATE page SET is_fresh = 1 WHERE id = ?", [pk])
            return
        page = answer.data
        if answer.status in GONE or page["meta"].get("alias_of"):
            execute("DELETE FROM page WHERE id = ?", [pk])
            return
        meta = page["meta"]
        values = [pk, meta["type"], meta["locale"], meta["html_url"], answer.etag]
        execute(
            "REPLACE INTO page (id, type, locale, html_url, etag, data, is_fresh) "
            "VALUES (?, ?, ?, ?, ?, ?, 1)",
            [*values, json.dumps(page, ensure_ascii=False)],
        )

    def _transaction(self) -> Transaction:
        return Transaction(self._database)

    def _notes(self) -> dict[str, str]:
        return dict(self._database.execute("SELECT name, value FROM note"))

    def _number(self, name: str) -> int:
        return int(self._notes()[name])

    def _note(self, **values: Any) -> None:
        self._database.executemany(
            "REPLACE INTO note (name, value) VALUES (?, ?)",
            [(name, str(value)) for name, value in values.items()],
        )


class Transaction:
    """All that is written in the block, or nothing."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def __enter__(self) -> None:
        self._database.execute("BEGIN IMMEDIATE")

    def __exit__(self, failure: object, *details: object) -> None:
        self._database.execute("ROLLBACK" if failure else "COMMIT")


# Webhooks -------------------------------------------------------------------------


def is_signed(headers: Any, body: bytes, secret: str, now: float) -> bool:
    """Say whether a webhook comes from who knows the secret, and just now."""
    name, at = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not at.isdecimal() or abs(now - int(at)) > WEBHOOK_TOLERANCE:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = hmac.new(key, f"{name}.{at}.".encode() + body, hashlib.sha256).digest()
    expected = f"v1,{base64.b64encode(signed).decode()}"
    given = headers.get("webhook-signature", "").split()
    return any(hmac.compare_digest(each.encode(), expected.encode()) for each in given)


def listen(address: str, secret: str, wake: threading.Event) -> ThreadingHTTPServer:
    """Take webhooks; each good one sets `wake`."""

    class Receiver(BaseHTTPRequestHandler):
        timeout = TIMEOUT

        def do_POST(self) -> None:
            length = self.headers.get("Content-Length", "")
            if not length.isdecimal() or int(length) > LARGEST_WEBHOOK:
                self.send_error(413)
                return
            body = self.rfile.read(int(length))
            if is_signed(self.headers, body, secret, time.time()):
                wake.set()
                self.send_response(204)
                self.end_headers()
            else:
                self.send_error(401)

        def log_message(self, *arguments: Any) -> None:
            """Say nothing of each request."""

    host, _colon, port = address.rpartition(":")
    server = ThreadingHTTPServer((host or "127.0.0.1", int(port)), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


# The command ----------------------------------------------------------------------


def main(arguments: Iterable[str] | None = None) -> int:
    """Run the command; return its exit code: 1 where the copy is not true."""
    options = _options(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    wake = threading.Event()
    if options.listen:
        listen(options.listen, options.secret, wake)
    with closing(Mirror(Site(options.site, options.key), options.file)) as mirror:
        if options.verify:
            differences = mirror.differences()
            sys.stdout.writelines(f"{line}\n" for line in differences)
            return 1 if differences else 0
        is_told = False
        while True:
            wake.clear()  # before the question: what comes from now on wakes us again
            logger.info("up to date at %s", mirror.catch_up(past_caches=is_told))
            if not options.follow:
                return 0
            is_told = wake.wait(options.every)


def _options(arguments: Iterable[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("site", help="such as https://the-site")
    parser.add_argument("file", help="where the copy is kept")
    parser.add_argument("--follow", action="store_true", help="go on for ever")
    parser.add_argument("--verify", action="store_true", help="compare with the site")
    parser.add_argument("--every", type=float, default=60, help="seconds between looks")
    parser.add_argument("--key", default="", help="partner key, for a higher limit")
    parser.add_argument("--listen", default="", help="host:port to take webhooks at")
    parser.add_argument("--secret", default="", help="of the webhooks: whsec_…")
    options = parser.parse_args(None if arguments is None else list(arguments))
    if not options.site.startswith(("https://", "http://")):
        parser.error("the site is an address such as https://the-site")
    if options.listen and not options.secret:
        parser.error("--listen needs the --secret of the webhooks")
    return options


if __name__ == "__main__":
    sys.exit(main())
