"""An index over what Wagtail's search asks of PostgreSQL."""

from __future__ import annotations

from django.db import migrations


#: Wagtail has one for titles and one for the rest, and asks for both together, for which
#: neither serves: PostgreSQL would look through the words of all pages.
CREATE = (
    "CREATE INDEX IF NOT EXISTS search_entry_text"
    " ON wagtailsearch_indexentry USING gin ((title || body))"
)


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS search_entry_text")


class Migration(migrations.Migration):
    """Rare words are found without a look at all entries."""

    dependencies = [
        ("search", "0001_words"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [migrations.RunPython(create, drop)]
