"""Prints what the first answer after a change costs: its counts are not kept yet.

    python benchmarks/count_anew.py TIMES PATH …

Run with the environment of our site. Milliseconds of processor time of this process, in
JSON, in the order of the paths: medians of so many answers.
"""

from __future__ import annotations

import json
import sys
import time
from statistics import median

import django
from django.test import Client

from cms.core.unchanged import forget_counts


def main(times: int, paths: list[str]) -> list[float]:
    """Ask for each path in this process."""
    django.setup()
    client = Client(headers={"host": "localhost", "x-forwarded-proto": "https"})
    costs = []
    for path in paths:
        took = []
        for _time in range(times):
            forget_counts()
            start = time.process_time()
            answer = client.get(path)
            took.append((time.process_time() - start) * 1000)
            if answer.status_code != 200:
                sys.exit(f"{path}: {answer.status_code}")
        costs.append(median(took))
    return costs


if __name__ == "__main__":
    json.dump(main(int(sys.argv[1]), sys.argv[2:]), sys.stdout)
