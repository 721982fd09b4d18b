"""An index over what Wagtail's search works out whenever a page is published."""

from __future__ import annotations

from django.db import migrations


#: It looks for entries that are new, and for the average length of all titles. Without an
#: index both read the words of all pages.
CREATE = "CREATE INDEX IF NOT EXISTS search_entry_title_norm ON {table} ({columns})"
TABLE = "wagtailsearch_indexentry"
#: PostgreSQL refuses to have a long text in such an index, and keeps the words of pages
#: beside its tables: it has less to read.
COLUMNS = {"sqlite": "title_norm, title", "postgresql": "title_norm"}


def create(apps, schema_editor):
    if columns := COLUMNS.get(schema_editor.connection.vendor):
        schema_editor.execute(CREATE.format(table=TABLE, columns=columns))


def drop(apps, schema_editor):
    schema_editor.execute("DROP INDEX IF EXISTS search_entry_title_norm")


class Migration(migrations.Migration):
    """Publishing takes hardly longer on a large site."""

    dependencies = [
        ("search", "0002_search_entries"),
    ]

    operations = [migrations.RunPython(create, drop)]
