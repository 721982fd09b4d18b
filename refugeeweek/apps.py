from __future__ import annotations

from django.apps import AppConfig


class RefugeeWeekConfig(AppConfig):
    name = "refugeeweek"
    verbose_name = "Refugee Week"
