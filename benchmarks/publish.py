"""Prints how long it takes to publish: milliseconds, one number for each time.

    python benchmarks/publish.py FIELD TIMES

FIELD is the field of a release that is changed. Run with the environment of either
site. A page that is there is changed and a new one is made, in turns, as Wagtail's
editor does: a revision is saved and published, with everything that this causes.
"""

from __future__ import annotations

import json
import logging
import sys
from time import perf_counter

import django


django.setup()
logging.disable(logging.INFO)

from press.models import PressReleasePage  # noqa: E402 - Django must be set up first


def publish(page: PressReleasePage) -> float:
    """Return the milliseconds that it took."""
    start = perf_counter()
    page.save_revision().publish()
    return (perf_counter() - start) * 1000


def main(field: str, times: int) -> dict[str, list[float]]:
    """Publish so many changes and so many new pages."""
    pages = PressReleasePage.objects.order_by("pk")
    step = max(pages.count() // times, 1)
    changed, new = [], []
    for number, page in enumerate(list(pages[::step][:times])):
        setattr(page, field, f"Changed for the measurement {number}.")
        changed.append(publish(page))
        copy = PressReleasePage(
            title=f"New for the measurement {number}",
            live=False,
            date=page.date,
            image=page.image,
            body=page.body,
            **{field: "New."},
        )
        page.get_parent().add_child(instance=copy)
        new.append(publish(copy))
    return {"changed": changed, "new": new}


if __name__ == "__main__":
    json.dump(main(sys.argv[1], int(sys.argv[2])), sys.stdout)
