from __future__ import annotations

from django.db import migrations, models

import wagtail.images.models

import cms.core.fields
import cms.core.models.images


class Migration(migrations.Migration):
    """Files are checked as they come in, and found by their path."""

    dependencies = [("core", "0002_public_address")]

    operations = [
        migrations.AlterField(
            model_name="customdocument",
            name="file",
            field=cms.core.fields.DocumentField(
                upload_to=cms.core.models.images.document_upload_to,
                verbose_name="file",
            ),
        ),
        migrations.AlterField(
            model_name="customimage",
            name="file",
            field=cms.core.fields.PictureField(
                height_field="height",
                upload_to=wagtail.images.models.get_upload_to,
                verbose_name="file",
                width_field="width",
            ),
        ),
        migrations.AddIndex(
            model_name="customimage",
            index=models.Index(fields=["file"], name="image_by_file"),
        ),
        migrations.AddIndex(
            model_name="customrendition",
            index=models.Index(fields=["file"], name="rendition_by_file"),
        ),
    ]
