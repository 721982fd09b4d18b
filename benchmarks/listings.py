"""What the listings of the partner API cost, on the database that the environment names.

Prints queries, the quickest of three times in milliseconds, rows and kilobytes of each
listing of a hundred rows with all their fields. It asks without a network or a server.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from time import perf_counter

import django
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings


sys.path.insert(0, str(Path(__file__).parents[1]))

LISTINGS = [
    "pages/?",
    "pages/?offset=5000&",
    "pages/?search=choir&",
    "pages/?type=press.PressReleasePage&",
    "editions/?",
    "stories/?",
    "stories/?order=title&offset=2000&",
    "stories/?facets=edition_year,event_format,programme,partner&",
    "stories/?from=2010-01-01&to=2012-01-01&",
    "press-releases/?",
    "press-releases/?facets=year,edition_year&",
    "images/?",
    "partners/?",
    "programmes/?",
]
ROUNDS = 3


def ask(path: str) -> tuple[int, float, int, float]:
    """Return queries, milliseconds, rows and kilobytes of one listing."""
    client = Client()
    url = f"/api/v2/{path}fields=*&limit=100"
    client.get(url)  # what is kept for longer than a request
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    queries = len(captured)  # those of the next request take their place
    times = []
    for _round in range(ROUNDS):
        cache.clear()
        start = perf_counter()
        client.get(url)
        times.append(perf_counter() - start)
    rows = len(response.json()["items"])
    return queries, min(times) * 1000, rows, len(response.content) / 1000


def main() -> None:
    """Print a table."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    django.setup()
    sys.stdout.write(
        f"{connection.vendor}\nqueries     ms   rows     kB  listing" + "\n"
    )
    with override_settings(ALLOWED_HOSTS=["testserver"], API_RATE_LIMIT=""):
        for path in LISTINGS:
            queries, milliseconds, rows, size = ask(path)
            sys.stdout.write(
                f"{queries:7} {milliseconds:6.0f} {rows:6} {size:6.0f}  {path}" + "\n"
            )


if __name__ == "__main__":
    main()
