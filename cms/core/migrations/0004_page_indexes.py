from __future__ import annotations

from django.db import migrations


#: Orders and filters of listings by columns of all pages. Wagtail has none of these.
INDEXES = {
    "core_page_first_published": "(first_published_at {newest_first}, id DESC)",
    "core_page_last_published": "(last_published_at {newest_first}, id DESC)",
    "core_page_title": "(title, id)",
    "core_page_expires": "(expire_at) WHERE expire_at IS NOT NULL",
    "core_page_goes_live": "(go_live_at) WHERE go_live_at IS NOT NULL",
}
#: SQLite puts what is unknown last by itself, and takes no word about it.
NEWEST_FIRST = {"postgresql": "DESC NULLS LAST"}


def create(apps, schema_editor):
    newest_first = NEWEST_FIRST.get(schema_editor.connection.vendor, "DESC")
    for name, columns in INDEXES.items():
        by = columns.format(newest_first=newest_first)
        schema_editor.execute(f"CREATE INDEX {name} ON wagtailcore_page {by}")


def drop(apps, schema_editor):
    for name in INDEXES:
        schema_editor.execute(f"DROP INDEX {name}")


class Migration(migrations.Migration):
    """Long listings are read in their order, not sorted."""

    dependencies = [
        ("core", "0003_files"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(create, drop, elidable=False)]
