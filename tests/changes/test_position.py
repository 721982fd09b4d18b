"""The position in the log: true at each moment, without a query while nothing happens."""

from __future__ import annotations

import threading
import time

from django.db import connection, transaction

import pytest

from cms.changes.marker import RowMarker, current_marker
from cms.changes.models import ContentChange, LogHead
from cms.changes.position import current_position, mend
from tests import factories


pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def token():
    return LogHead.objects.get().token


@transaction.atomic
def save_and(page, then):
    page.save()
    transaction.on_commit(then)


def test_position__follows_each_commit(release, django_assert_num_queries):
    before = current_position()
    assert before == (token(), True)
    release.save()
    assert current_position() == (token(), True)
    assert current_position() != before
    with django_assert_num_queries(0):
        current_position()


def test_position__is_not_settled_while_a_change_is_being_committed(release):
    before = token()
    with transaction.atomic():
        release.save()
        assert current_position() == (before, True)  # nobody else sees it yet
        connection.before_commit()
        assert not current_position().is_settled
    assert current_position() == (token(), True)


def test_position__of_a_change_that_came_to_nothing(release):
    before = token()
    with transaction.atomic():
        release.save()
        connection.before_commit()
        transaction.set_rollback(True)
    assert current_position() == (before, False)
    assert mend()
    assert current_position() == (before, True)
    assert not mend()


def test_position__after_a_process_was_killed_right_after_its_commit(release):
    def killed():
        raise SystemExit

    with pytest.raises(SystemExit):
        save_and(release, killed)
    assert current_position() == (token(), False)
    mend()
    assert current_position() == (token(), True)


def test_position__while_the_marker_is_lost(release):
    before = token()
    current_marker().begin("0" * 16)  # as after a restore
    assert current_position() == (before, False)
    mend()
    assert current_position() == (before, True)


def test_position__a_late_note_of_an_earlier_change_is_not_believed(release):
    late = token()
    release.save()
    current_marker().settle(late)
    assert current_position() == (token(), False)


def test_row_marker__is_settled_after_the_commit(release):
    marker = RowMarker()
    assert marker.read() is None
    marker.settle(token())
    assert marker.read() == token()
    marker.settle("another")
    assert marker.read() == token()


def test_log__of_many_writers_has_no_gap_and_no_row_that_comes_later(press):
    releases = [factories.PressReleasePageFactory(parent=press) for _ in range(4)]
    start = LogHead.objects.get().sequence
    faults: list[object] = []
    stopped = threading.Event()

    def read():
        seen = start
        while not stopped.wait(0.01):  # the writers need Python's lock, too
            rows = ContentChange.objects.filter(sequence__gt=seen)
            numbers = list(rows.values_list("sequence", flat=True))
            if numbers != list(range(seen + 1, seen + 1 + len(numbers))):
                faults.append((seen, numbers))
            seen = numbers[-1] if numbers else seen
        connection.close()

    def write(page):
        try:
            for number in range(5):
                with transaction.atomic():
                    page.title = f"{page.pk} for the {number}th time"
                    page.save()
                    if number % 2:
                        time.sleep(0.01)  # others commit before this one does
        except Exception as error:  # noqa: BLE001 - the test tells of it
            faults.append(error)
        connection.close()

    reader = threading.Thread(target=read)
    writers = [threading.Thread(target=write, args=[page]) for page in releases]
    for thread in (reader, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    stopped.set()
    reader.join()
    assert not faults
    assert LogHead.objects.get().sequence == start + 20
    assert current_position() == (token(), True)
