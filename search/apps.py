from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"

    def ready(self) -> None:
        """Connect what writes down what was searched for."""
        import_module("search.signal_handlers")
