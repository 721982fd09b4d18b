"""Prints how many SQL queries each address costs when it is asked for the third time.

    python benchmarks/count_queries.py PATH …

Run with the environment of either site. JSON out, in the order of the paths.
"""

from __future__ import annotations

import json
import sys

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def main(paths: list[str]) -> list[int]:
    """Ask for each path in this process."""
    django.setup()
    client = Client(headers={"host": "localhost", "x-forwarded-proto": "https"})
    counts = []
    for path in paths:
        for _time in range(2):
            client.get(path)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(path)
        if answer.status_code != 200:
            sys.exit(f"{path}: {answer.status_code}")
        counts.append(len(captured))
    return counts


if __name__ == "__main__":
    json.dump(main(sys.argv[1:]), sys.stdout)
