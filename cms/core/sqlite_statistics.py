"""What SQLite's planner knows of the tables, which nothing else keeps up to date."""

from __future__ import annotations

from django.db import connection


#: Rows of each index that are looked at. The rest is estimated, so that a large site
#: keeps its writers waiting for milliseconds only.
ROWS_LOOKED_AT = 1000


def renew_statistics() -> None:
    """Count anew what the planner chooses indexes by (SQLite's `ANALYZE`).

    PostgreSQL does it by itself: there this does nothing.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit = {ROWS_LOOKED_AT}")
        cursor.execute("ANALYZE")
