"""The planner of SQLite knows how large the tables are."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection

import pytest

from cms.core.sqlite_statistics import renew_statistics


def planner_knows(table):
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM sqlite_stat1 WHERE tbl = %s", [table])
        return bool(cursor.fetchone()[0])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL does it itself")
@pytest.mark.django_db
@pytest.mark.parametrize(
    "renew", [renew_statistics, lambda: call_command("run_worker", once=True)]
)
def test_statistics__are_there_after_renewing(home, renew):
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # makes the table
        cursor.execute("DELETE FROM sqlite_stat1")
    assert not planner_knows("wagtailcore_page")

    renew()

    assert planner_knows("wagtailcore_page")
