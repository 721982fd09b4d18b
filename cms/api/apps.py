from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class APIConfig(AppConfig):
    name = "cms.api"
    label = "partner_api"

    def ready(self) -> None:
        """Connect what writes down how much is asked for."""
        import_module("cms.api.signal_handlers")
