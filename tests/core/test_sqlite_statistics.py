"""The planner of SQLite knows how large the tables are."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from wagtail.models import Site

import pytest

from cms.core.models import PublicAddress
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


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL does it itself")
@pytest.mark.django_db
def test_statistics__tell_that_all_rows_have_the_same_value(home):
    number = 2500
    site = Site.objects.get()
    PublicAddress.objects.bulk_create(
        PublicAddress(
            site=site, page_id=home.pk, path=f"/{each}/", since=timezone.now()
        )
        for each in range(number)
    )

    renew_statistics()

    with connection.cursor() as cursor:
        named = "%publicaddress_page_id%"
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE idx LIKE %s", [named])
        ((rows,),) = cursor.fetchall()
    assert min(map(int, rows.split())) >= number
