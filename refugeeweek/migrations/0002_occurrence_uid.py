from __future__ import annotations

import uuid

from django.db import migrations, models


def give_each_its_own(apps, schema_editor):
    """A default is worked out once for all rows that are there."""
    Occurrence = apps.get_model("refugeeweek", "Occurrence")
    rows = list(Occurrence.objects.only("pk"))
    for row in rows:
        row.uid = uuid.uuid4()
    Occurrence.objects.bulk_update(rows, ["uid"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("refugeeweek", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="occurrence",
            name="uid",
            field=models.UUIDField(blank=True, default=uuid.uuid4),
        ),
        migrations.RunPython(
            give_each_its_own, migrations.RunPython.noop, elidable=True
        ),
    ]
