"""Many write, some keep copies, some are told: in the end all have the same.

`make writers` does it for a minute with eight writers. What it shows is tested in parts by
`test_readers`, `test_mirror` and `test_webhooks`, all of it takes CI too long.
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from contextlib import closing
from itertools import pairwise

from wagtail.models import Page

import pytest

from cms.changes.models import ContentChange, LogHead, WebhookEndpoint
from cms.core.models import Partner
from home.models import HomePage
from tests import factories
from tests.changes import copies
from tests.changes.receivers import Receiver
from tests.publishing.processes import Processes


pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(
        "WRITERS_SECONDS" not in os.environ, reason="make writers does it"
    ),
]

SECONDS = float(os.environ.get("WRITERS_SECONDS", "60"))
WRITERS, CONSUMERS, RECEIVERS, WORKERS = 8, 3, 2, 2
LONGEST = 60 + 10 * SECONDS


@pytest.fixture
def processes(transactional_db, django_db_serialized_rollback, monkeypatch):
    monkeypatch.setenv("API_RATE_LIMIT", "")
    monkeypatch.setenv("WEBHOOK_ALLOW_PRIVATE_ADDRESSES", "1")
    running = Processes()
    yield running
    running.kill_all()


@pytest.fixture
def receivers(db):
    made = [Receiver(seed) for seed in range(RECEIVERS)]
    for receiver in made:
        endpoint = WebhookEndpoint.objects.create(
            description="A receiver", url=receiver.url
        )
        receiver.secret = endpoint.secret
    yield made
    for receiver in made:
        receiver.close()


def content():
    """Make what the writers need."""
    home = HomePage.objects.get()
    press = factories.PressReleaseIndexPageFactory(parent=home)
    editions = factories.EditionIndexPageFactory(parent=home)
    edition = factories.EditionPageFactory(parent=editions, year=2022)
    for name in ("host", "funder"):
        factories.PartnerFactory(name=name, logo=None)
    for _ in range(6):
        factories.PressReleasePageFactory(parent=press, image=None)
    for _ in range(3):
        factories.EventStoryPageFactory(parent=edition, image=None)
        section = factories.StandardPageFactory(parent=home)
        factories.StandardPageFactory(parent=section)
    assert Partner.objects.count() == 2


def write(processes):
    """Let all writers write; return what they did together."""
    writers = [
        processes.start_module("tests.changes.writer", str(seed), str(SECONDS))
        for seed in range(1, WRITERS + 1)
    ]
    reports = []
    for writer in writers:
        _out, said = writer.communicate(timeout=LONGEST)
        assert writer.returncode == 0, said
        reports.append(json.loads(said.splitlines()[-1]))
    return {
        name: sum((Counter(report[name]) for report in reports), Counter())
        for name in ("done", "refused", "failed")
    }


def wait_until_told(receivers, end):
    """Wait until all webhooks are delivered; failures are tried again at once."""
    deadline = time.monotonic() + LONGEST
    while any(receiver.taken[-1:] != [end] for receiver in receivers):
        assert time.monotonic() < deadline, [len(each.taken) for each in receivers]
        WebhookEndpoint.objects.filter(next_attempt_at__isnull=False).update(
            next_attempt_at=None
        )
        time.sleep(0.2)


def test_copies_and_receivers__end_with_what_the_site_says(
    processes, receivers, tmp_path, capsys
):
    before = LogHead.objects.get().sequence if LogHead.objects.exists() else 0
    content()
    url = processes.serve()
    for _ in range(WORKERS):
        processes.start("run_worker")
    files = [str(tmp_path / f"{number}.sqlite3") for number in range(CONSUMERS)]
    consumers = [
        copies.start(url, file, "--follow", "--every", "0.2") for file in files
    ]
    did = write(processes)
    for consumer in consumers:
        consumer.kill()
        consumer.communicate()
    end = LogHead.objects.get().sequence
    figures = {
        "rows": end - before,
        **{name: sum(counter.values()) for name, counter in did.items()},
    }
    with capsys.disabled():
        print(f"\n{figures}\n{did}")  # noqa: T201 - the measurement
    assert sum(did["done"].values()) > WRITERS
    assert not any(Page.find_problems())
    sequences = ContentChange.objects.values_list("sequence", flat=True)
    assert list(sequences) == list(range(1, end + 1))
    for file in files:
        with closing(copies.mirror.Mirror(copies.mirror.Site(url), file)) as mirror:
            assert mirror.differences() == []
            assert mirror.pages()
    wait_until_told(receivers, end)
    for receiver in receivers:
        assert receiver.unsigned == 0
        assert receiver.refused
        first_times = list(dict.fromkeys(receiver.taken))
        assert first_times == list(range(before + 1, end + 1))
        assert all(later >= sooner for sooner, later in pairwise(receiver.taken))
    assert not did["failed"]
