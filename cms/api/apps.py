from __future__ import annotations

from django.apps import AppConfig


class APIConfig(AppConfig):
    name = "cms.api"
    label = "partner_api"
