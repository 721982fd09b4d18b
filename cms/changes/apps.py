from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from cms.core.unchanged import register_state


class ChangesConfig(AppConfig):
    name = "cms.changes"
    label = "changes"
    verbose_name = "Change log"

    def ready(self) -> None:
        """Connect the recorder to what happens in the database."""
        import_module("cms.changes.signal_handlers")
        import_module("cms.changes.purging.signal_handlers")
        register_state(import_module("cms.changes.caching.state").current_state)
