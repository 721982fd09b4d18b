"""Settings of the test suite: the real parts, made fast and quiet."""

from __future__ import annotations

import tempfile

from cms.settings import environment
from cms.settings.base import *  # noqa: F403 - settings modules build on each other


SECRET_KEY = "only-for-tests"  # noqa: S105 - guards nothing
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
BASE_URL = WAGTAILADMIN_BASE_URL = WAGTAILAPI_BASE_URL = "http://localhost"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Uploads and database of one run; the folder goes when the process ends.
_folder = tempfile.TemporaryDirectory(prefix="refugee-week-test-")
MEDIA_ROOT = f"{_folder.name}/media"
if DATABASES["default"]["ENGINE"] == "cms.changes.databases.sqlite3":  # noqa: F405
    # A file, since the threads of a live server cannot share one in memory.
    DATABASES["default"]["TEST"] = {"NAME": f"{_folder.name}/db.sqlite3"}  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if environment.CACHE["LOCATION"].startswith("redis"):
    # Tests empty the cache, and pytest-xdist runs several at a time: one of Redis'
    # sixteen databases for each worker, gw0 to gw15.
    _worker = environment.env.str("PYTEST_XDIST_WORKER", default="gw0")
    CACHES["default"]["LOCATION"] += "/" + _worker.removeprefix("gw")  # noqa: F405
# In a test that is rolled back nothing is ever settled, and looking costs a query more
# than on a site. Tests of the cache set their own.
RESPONSE_CACHE_MB = 0
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True  # no scan of all static files at each start
WAGTAIL_HEADLESS_PREVIEW = {
    **WAGTAIL_HEADLESS_PREVIEW,  # noqa: F405
    "CLIENT_URLS": {"default": "http://localhost/partner-site/"},
}
# Tests ask more than any partner; those of the limits set their own.
API_RATE_LIMIT = API_PARTNER_RATE_LIMIT = ""
API_USAGE_WRITTEN_EVERY = 0
SEARCH_HITS_WRITTEN_EVERY = 0
WEBHOOK_ALLOW_PRIVATE_ADDRESSES = True  # receivers of tests are on this machine
PARTNER_SITE_DIR = BASE_DIR / "examples" / "partner-site"  # noqa: F405
LOGGING["root"]["level"] = "WARNING"  # type: ignore[index] # noqa: F405
