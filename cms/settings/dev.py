"""Settings of `make run`: one machine, no services, pages as visitors see them.

`DEBUG=1` adds Django's error pages.
"""

from __future__ import annotations

from cms.settings.base import *  # noqa: F403 - settings modules build on each other


ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]  # noqa: F405
WHITENOISE_USE_FINDERS = True  # static files are served from their sources,
STATIC_ROOT = None  # type: ignore[assignment] # and nothing is collected
#: The example of a partner's site, where headless previews are shown by default.
PARTNER_SITE_DIR = BASE_DIR / "examples" / "partner-site"  # noqa: F405
