"""Nothing appears early, late or twice, whatever happens to the schedulers."""

from __future__ import annotations

import os

from wagtail.models import PageLogEntry

import pytest

from tests.publishing.processes import Processes
from tests.publishing.rounds import figures, plan, two_schedulers, watch


#: With ROUNDS=50 the full measurement is made (docs/operations.md).
ROUNDS = int(os.environ.get("ROUNDS", "8"))
FULL = "ROUNDS" in os.environ
EVERY = 2.0 if FULL else 0.5
#: Seconds. A machine that runs other tests beside this one may need more than one.
LATEST = 1.0 if FULL else 15.0


@pytest.fixture
def processes(transactional_db, django_db_serialized_rollback):
    running = Processes()
    yield running
    running.kill_all()


def test_schedulers__one_killed_at_random__each_page_once_and_on_time(
    processes, capsys
):
    url = processes.serve()
    with two_schedulers(processes, seed=7) as kills:
        rounds = plan(ROUNDS, EVERY)
        answers = watch(url, rounds)
    found = figures(rounds, answers, kills, LATEST)
    with capsys.disabled():
        print(f"\n{found}") if FULL else None  # noqa: T201 - the measurement
    for each in rounds:
        log = PageLogEntry.objects.filter(page_id=each.page.pk)
        assert log.filter(action="wagtail.publish.scheduled").count() == 1
    assert found.kills
    assert not found.early
    assert not found.late
    assert found.published_after[-1] < LATEST
