"""Settings that hold everywhere; `dev`, `test` and `production` build on them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF, UNSAFE_INLINE

from cms.settings import environment
from cms.settings.accounts import *  # noqa: F403 - a part of these settings
from cms.settings.data import *  # noqa: F403 - a part of these settings
from cms.settings.environment import BASE_DIR
from cms.settings.languages import *  # noqa: F403 - a part of these settings
from cms.settings.wagtail import *  # noqa: F403 - a part of these settings


# Where we are -----------------------------------------------------------------

SECRET_KEY = environment.SECRET_KEY
DEBUG = environment.DEBUG
ALLOWED_HOSTS = environment.ALLOWED_HOSTS
#: Scheme and host of every absolute URL that leaves this site, with no slash.
BASE_URL = environment.BASE_URL or f"http://localhost:{environment.PORT}"

#: Where a partner's view of a draft is shown, by host name of our site.
PREVIEW_CLIENT_URLS = {
    "default": f"{BASE_URL}/partner-site/",
    **environment.HEADLESS_CLIENT_URLS,
}
PREVIEW_CLIENTS = [
    f"{url.scheme}://{url.netloc}"
    for url in map(urlsplit, PREVIEW_CLIENT_URLS.values())
    if url.netloc
]

TRUSTED_PROXIES = environment.TRUSTED_PROXIES
SECURITY_CONTACT = (
    environment.SECURITY_CONTACT or f"mailto:security@{urlsplit(BASE_URL).hostname}"
)

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

# Applications -----------------------------------------------------------------

INSTALLED_APPS = [
    "cms.core",
    "cms.changes",
    "cms.publishing",
    "cms.accounts",
    "cms.samples",
    "cms.api",
    "home",
    "refugeeweek",
    "press",
    "search",
    "wagtail_headless_preview",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.api.v2",
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "django_filters",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # Counts each request for the API, also one that the cache answers. What it tells of
    # limits is for one caller, so the cache stands inside of it; what the cache keeps
    # has the headers of all that stands inside of the cache.
    "cms.api.throttling.LimitsMiddleware",
    "cms.changes.caching.middleware.ResponseCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "cms.core.security_headers.SecurityHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.core.middleware.PathLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "cms.api.throttling.RefusalMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "cms.accounts.middleware.SecondStepMiddleware",
    "axes.middleware.AxesMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.core.middleware.ReferencesMiddleware",
    "cms.core.redirects.LostAddressMiddleware",
    "cms.changes.caching.middleware.KnownParametersMiddleware",
    "cms.changes.offline.headers.KeepOfflineMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.core.context_processors.site",
            ],
        },
    },
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Mail -------------------------------------------------------------------------

vars().update(environment.EMAIL)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = (
    environment.DEFAULT_FROM_EMAIL or f"no-reply@{urlsplit(BASE_URL).hostname}"
)

# What browsers refuse ---------------------------------------------------------

X_FRAME_OPTIONS = "SAMEORIGIN"  # the editor's preview panel is a frame,
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # which that check does not know of
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "img-src": [SELF, "data:"],
        "script-src": [SELF],
        "style-src": [SELF],
        "worker-src": [SELF],
    },
    # The example of a partner's site: it stands for one that is served elsewhere.
    "EXCLUDE_URL_PREFIXES": ["/partner-site/"],
}
#: For the admin and its previews, in which Wagtail writes scripts and styles.
EDITOR_CONTENT_SECURITY_POLICY = {
    "default-src": [NONE],
    "base-uri": [SELF],
    "connect-src": [SELF],
    "font-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
    "frame-src": [SELF, *PREVIEW_CLIENTS],
    "img-src": [SELF, "data:", "blob:"],
    "media-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
}

# Time -------------------------------------------------------------------------

USE_TZ = True
TIME_ZONE = environment.PRESS_TIMEZONE
# Every time in the admin is the press office's; nobody chooses another zone.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]

# Files ------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "cms.api.static_files.SwaggerFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = environment.MEDIA_ROOT
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "cms.core.file_urls.FolderStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if environment.S3["bucket_name"]:
    STORAGES["default"] = {
        "BACKEND": "cms.core.storage.PrivateS3Storage",
        "OPTIONS": environment.S3,
    }
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a page with many blocks has many fields

# Partner API ------------------------------------------------------------------

WAGTAILAPI_BASE_URL = WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILAPI_LIMIT_MAX = 100
WAGTAILAPI_RICH_TEXT_FORMAT = "html"
# How many requests an address, and a partner with a key, may send; empty: no limit.
API_RATE_LIMIT = environment.API_RATE_LIMIT
API_PARTNER_RATE_LIMIT = environment.API_PARTNER_RATE_LIMIT
API_USAGE_WRITTEN_EVERY = 60  # seconds; 0 means only when somebody looks at the report
# What visitors search for, without anything about them; 0 means never.
SEARCH_HITS_WRITTEN_EVERY = 60  # seconds
# Where webhooks may lead.
WEBHOOK_ALLOW_PRIVATE_ADDRESSES = environment.WEBHOOK_ALLOW_PRIVATE_ADDRESSES
WEBHOOK_HTTPS_ONLY = False
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["cms.api.rendering.FastJSONRenderer"],
    "UNAUTHENTICATED_USER": None,
}
WAGTAIL_HEADLESS_PREVIEW = {
    "CLIENT_URLS": PREVIEW_CLIENT_URLS,
    "ENFORCE_TRAILING_SLASH": False,
}

# Reading offline --------------------------------------------------------------

#: Whether visitors' browsers keep pages to be read offline; off takes them back.
OFFLINE_READING = environment.OFFLINE_READING

# Logs -------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}
    },
    "filters": {"tokens": {"()": "cms.publishing.share_logs.HideTokens"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["tokens"],
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # The handler above prints what Django's own would print a second time.
        "django": {"handlers": [], "propagate": True},
        # Wagtail's index tasks run at once; four lines for each save tell nothing.
        "django_tasks": {"level": "WARNING"},
    },
}
