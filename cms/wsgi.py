"""The WSGI entry point, `cms.wsgi:application`."""

from __future__ import annotations

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

django_application = get_wsgi_application()

# Settings and apps must be ready for these.
from cms.api.throttling import admitted  # noqa: E402
from cms.changes.caching.door import Door  # noqa: E402


# Brings all views along: once here, instead of with the first request to each worker.
import_module(settings.ROOT_URLCONF)

application = Door(django_application, admitted)
