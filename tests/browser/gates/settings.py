"""Production's settings for a server of the gates: without TLS, on this machine.

Static files are collected as production does it, those of visitors alone: collecting
the admin's, too, would take longer than all the tests.
"""

from __future__ import annotations

from cms.settings.environment import env
from cms.settings.production import *  # noqa: F403 - settings modules build on each other


BASE_URL = WAGTAILADMIN_BASE_URL = WAGTAILAPI_BASE_URL = env.str("GATES_URL")
SECURE_SSL_REDIRECT = False
STATIC_ROOT = env.str("GATES_STATIC_ROOT")
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
LOGGING["root"]["level"] = "WARNING"  # type: ignore[index] # noqa: F405
