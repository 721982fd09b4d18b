from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class PressConfig(AppConfig):
    name = "press"

    def ready(self) -> None:
        """Tell the rest of the project what it cannot know of press releases."""
        import_module("press.signal_handlers")
