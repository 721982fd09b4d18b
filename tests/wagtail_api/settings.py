"""The settings of Wagtail's own tests, with our apps beside its test site."""

from __future__ import annotations

import tempfile

from cms.settings.base import *  # noqa: F403 - what our apps read


for _name in [name for name in vars() if name.startswith("WAGTAIL")]:
    del vars()[_name]  # Wagtail's tests are of what it does by itself

from wagtail.test.settings import *  # noqa: E402, F403


class NoMigrations:
    """Make tables straight from the models, which takes a tenth of the time."""

    def __contains__(self, label):
        return True

    def __getitem__(self, label):
        return None


_folder = tempfile.TemporaryDirectory(prefix="refugee-week-wagtail-")

BASE_URL = "http://localhost"
ROOT_URLCONF = "tests.wagtail_api.urls"
INSTALLED_APPS = [
    *INSTALLED_APPS,  # noqa: F405
    "cms.core",
    "cms.changes",
    "cms.api",
    "home",
    "refugeeweek",
    "press",
    "wagtail_headless_preview",
]
MIDDLEWARE = [
    *MIDDLEWARE,  # noqa: F405
    "cms.core.middleware.ReferencesMiddleware",
]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES  # noqa: F405
MIGRATION_MODULES = NoMigrations()
MEDIA_ROOT = _folder.name
WAGTAILFRONTENDCACHE = {}
DATABASES = {"default": {"ENGINE": "cms.changes.databases.sqlite3", "NAME": ":memory:"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# The one that Wagtail's tests run with; the other needs tables that no model makes.
WAGTAILSEARCH_BACKENDS = {"default": WAGTAILSEARCH_BACKENDS["default"]}  # noqa: F405
