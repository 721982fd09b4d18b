"""The words for spelling, and trigrams over them where PostgreSQL has them."""

from __future__ import annotations

import logging

from django.db import DatabaseError, migrations, models, transaction


logger = logging.getLogger(__name__)

INDEX = (
    "CREATE INDEX IF NOT EXISTS search_word_trigrams"
    " ON search_word USING gin (text gin_trgm_ops)"
)


def add_trigrams(apps, schema_editor):
    """Add pg_trgm, unless the role may not or the server does not have it.

    Without it search does what it does on SQLite. Who has the right can add it at any
    time (docs/operations.md).
    """
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute(INDEX)
    except DatabaseError as error:
        logger.warning("Spelling works without trigrams: %s", str(error).strip())


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Word",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("text", models.CharField(max_length=40, unique=True)),
            ],
        ),
        migrations.RunPython(add_trigrams, migrations.RunPython.noop),
    ]
