"""Settings of a public server, which sits behind a proxy that speaks TLS."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from cms.settings.base import *  # noqa: F403 - settings modules build on each other
from cms.settings.environment import (
    ALLOWED_HOSTS,
    BASE_DIR,
    BASE_URL,
    DEBUG,
    SECRET_KEY,
)


SHORTEST_SECRET_KEY = 50  # characters; as `check --deploy` asks

_missing = [
    name
    for name, is_set in {
        "SECRET_KEY": len(SECRET_KEY) >= SHORTEST_SECRET_KEY,
        "ALLOWED_HOSTS": bool(ALLOWED_HOSTS) and "*" not in ALLOWED_HOSTS,
        "BASE_URL": BASE_URL.startswith("https://"),
    }.items()
    if not is_set
]
if _missing:
    raise ImproperlyConfigured(
        f"Production needs {', '.join(_missing)}: SECRET_KEY is a random text of at "
        f"least {SHORTEST_SECRET_KEY} characters, ALLOWED_HOSTS the host names that "
        "this site answers to (no *), BASE_URL its address, beginning with https://."
    )
if DEBUG:
    raise ImproperlyConfigured("DEBUG must be off in production.")

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^health/"]  # asked by the proxy itself, over HTTP
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
# Names that browsers accept over TLS alone, from this host alone, for all of its paths.
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True  # scripts of the admin take the token from the page

WEBHOOK_HTTPS_ONLY = True
# Opening a database anew for each request means reading its schema each time.
DATABASES["default"].setdefault("CONN_MAX_AGE", 60)  # noqa: F405

TWO_FACTOR_REQUIRED = True
SESSION_LONGEST = SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_IDLE = 2 * 60 * 60

STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
}
STATIC_ROOT = BASE_DIR / "staticfiles"
