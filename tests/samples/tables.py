"""What the tests of the loader compare."""

from __future__ import annotations

from django.apps import apps


def rows():
    """Return every row of every table."""
    return {
        model._meta.label: list(model.objects.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.managed and not model._meta.proxy and hasattr(model, "objects")
    }
