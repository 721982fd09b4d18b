from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("refugeeweek", "0002_occurrence_uid"),
    ]

    operations = [
        migrations.AddField(
            model_name="editionpage",
            name="accent_colour",
            field=models.CharField(
                blank=True,
                choices=[
                    ("coral", "Coral"),
                    ("teal", "Teal"),
                    ("amber", "Amber"),
                    ("violet", "Violet"),
                    ("leaf", "Leaf green"),
                    ("emerald", "Emerald"),
                    ("rose", "Rose"),
                    ("orange", "Orange"),
                ],
                help_text="The second colour of this edition’s pages, beside blue. Pick one that suits the picture. If you leave it empty, the year has a colour of its own.",
                max_length=10,
                verbose_name="colour",
            ),
        ),
    ]
