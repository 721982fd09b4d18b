import cms.changes.models.log
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ContentChange",
            fields=[
                ("sequence", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("published", "published"),
                            ("updated", "updated"),
                            ("moved", "moved"),
                            ("opened", "opened"),
                            ("unpublished", "unpublished"),
                            ("expired", "expired"),
                            ("restricted", "restricted"),
                            ("deleted", "deleted"),
                        ],
                        max_length=16,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("page_id", models.BigIntegerField(db_index=True)),
                ("page_type", models.CharField(max_length=100)),
                ("locale", models.CharField(max_length=20)),
                ("path", models.TextField()),
                ("previous_path", models.TextField(blank=True)),
            ],
            options={"ordering": ["sequence"]},
        ),
        migrations.CreateModel(
            name="LogHead",
            fields=[
                (
                    "id",
                    models.SmallIntegerField(
                        default=1, primary_key=True, serialize=False
                    ),
                ),
                ("sequence", models.BigIntegerField(default=0)),
                (
                    "token",
                    models.CharField(
                        default=cms.changes.models.log.new_token, max_length=16
                    ),
                ),
                ("settled", models.CharField(blank=True, max_length=16)),
                ("day", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="PublishedPage",
            fields=[
                ("page_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("page_type", models.CharField(max_length=100)),
                ("locale", models.CharField(max_length=20)),
                ("path", models.TextField()),
                ("title", models.CharField(max_length=255)),
                ("translation_key", models.UUIDField(db_index=True)),
                ("last_published_at", models.DateTimeField(null=True)),
            ],
        ),
    ]
