from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "cms.publishing"
    label = "publishing"

    def ready(self) -> None:
        """Give the admin's forms their words and times, pages their locks.

        Answers are kept until the next instant that is planned here.
        """
        import_module("cms.publishing.editor_forms")
        import_module("cms.publishing.editor_zone")
        import_module("cms.publishing.bundle_locks")
        import_module("cms.publishing.instants")
