from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone


def remember_public_pages(apps: Any, schema_editor: Any) -> None:
    """Note where each page stands that is public on the day of the migration."""
    address_model = apps.get_model("core", "PublicAddress")
    page_model = apps.get_model("wagtailcore", "Page")
    now = timezone.now()
    for site in apps.get_model("wagtailcore", "Site").objects.select_related(
        "root_page"
    ):
        for home in page_model.objects.filter(
            translation_key=site.root_page.translation_key
        ).select_related("locale"):
            language = home.locale.language_code
            prefix = "/" if language == settings.LANGUAGE_CODE else f"/{language}/"
            pages = public_below(apps, home, now)
            paths = (
                (page.pk, prefix + page.url_path[len(home.url_path) :])
                for page in pages
            )
            address_model.objects.bulk_create(
                [
                    address_model(site=site, path=path, page_id=pk, since=now)
                    for pk, path in paths
                    if len(path) <= 640
                ],
                ignore_conflicts=True,
            )


def public_below(apps: Any, home: Any, now: Any) -> Any:
    """Return the public pages from `home` down; aliases are noted when next saved."""
    pages = apps.get_model("wagtailcore", "Page").objects.filter(
        models.Q(go_live_at__isnull=True) | models.Q(go_live_at__lte=now),
        models.Q(expire_at__isnull=True) | models.Q(expire_at__gt=now),
        path__startswith=home.path,
        locale=home.locale,
        live=True,
        alias_of__isnull=True,
    )
    restrictions = apps.get_model("wagtailcore", "PageViewRestriction").objects
    for path in restrictions.values_list("page__path", flat=True):
        pages = pages.exclude(path__startswith=path)
    return pages


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial"), ("wagtailcore", "0098_apitoken")]

    operations = [
        migrations.CreateModel(
            name="PublicAddress",
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
                ("path", models.CharField(max_length=640)),
                ("page_id", models.BigIntegerField(db_index=True)),
                ("since", models.DateTimeField()),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.site",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("site", "path", "page_id"), name="public_address_once"
                    )
                ],
            },
        ),
        migrations.RunPython(remember_public_pages, migrations.RunPython.noop),
    ]
