from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "cms.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Connect what gives rights to the groups and what records log-ins."""
        import_module("cms.accounts.signal_handlers")
