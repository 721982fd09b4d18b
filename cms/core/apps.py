from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "cms.core"
    label = "core"
    verbose_name = "Shared content"

    def ready(self) -> None:
        """Connect the signal handlers, register the house rules, order the writers."""
        import_module("cms.core.checks")
        import_module("cms.core.signal_handlers")
        import_module("cms.core.tree_locks").take_turns()
