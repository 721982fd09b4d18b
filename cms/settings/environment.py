"""The one place that reads the environment.

Every variable an operator may set is listed here with its default; a `.env` file
beside `manage.py` is read first and the real environment wins over it.
"""

from __future__ import annotations

from pathlib import Path

import environ


BASE_DIR = Path(__file__).resolve().parent.parent.parent

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

PORT = env.int("PORT", default=8000)
SECRET_KEY = env.str("SECRET_KEY", default="")
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
BASE_URL = env.str("BASE_URL", default="").rstrip("/")
DATABASE = env.db_url("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")
CACHE = env.cache_url("CACHE_URL", default="locmemcache://")
#: Megabytes of answers that each web process keeps in memory; 0 for none.
RESPONSE_CACHE_MB = env.int("RESPONSE_CACHE_MB", default=64)
#: The caches in front of the site that are told of changes, with commas between them:
#: `http://varnish:6081` or `cloudfront://DISTRIBUTION`.
FRONTEND_CACHES = env.list("FRONTEND_CACHE_URL", default=[])
#: Seconds for which caches in front of the site may keep an answer.
SHARED_CACHE_SECONDS = env.int("SHARED_CACHE_SECONDS", default=300)
EMAIL = env.email_url("EMAIL_URL", default="consolemail://")
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(BASE_DIR / "media"))
#: Where uploaded files are kept instead, once a bucket is named. A blank key leaves it
#: to boto3 to find one, such as the role of the machine.
S3 = {
    "bucket_name": env.str("S3_BUCKET_NAME", default=""),
    "location": env.str("S3_PREFIX", default=""),
    "endpoint_url": env.str("S3_ENDPOINT_URL", default="") or None,
    "region_name": env.str("S3_REGION_NAME", default="") or None,
    "access_key": env.str("S3_ACCESS_KEY_ID", default="") or None,
    "secret_key": env.str("S3_SECRET_ACCESS_KEY", default="") or None,
}
#: From whom mails come; empty means an address at the host of BASE_URL.
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="")
#: How many proxies of ours add to `X-Forwarded-For`; 0 means the header is ignored.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
#: Whom to write to about a security hole: `mailto:…` or `https://…`. Empty means the
#: address at the host of BASE_URL that RFC 2142 keeps for it.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")
#: Requests for the partner API from one address, and from one partner with a key.
API_RATE_LIMIT = env.str("API_RATE_LIMIT", default="600/min")
API_PARTNER_RATE_LIMIT = env.str("API_PARTNER_RATE_LIMIT", default="6000/min")
#: Whether messages may be sent into private networks, too. Leave it off on a server.
WEBHOOK_ALLOW_PRIVATE_ADDRESSES = env.bool(
    "WEBHOOK_ALLOW_PRIVATE_ADDRESSES", default=False
)
#: Codes of the site's languages; `docs/languages.md` says how to add one.
SITE_LANGUAGES = env.list("SITE_LANGUAGES", default=["en", "ar"])
#: Folders with catalogues of texts besides our own, `<folder>/fr/LC_MESSAGES/django.po`.
EXTRA_LOCALE_PATHS = env.list("EXTRA_LOCALE_PATHS", default=[])
#: Whether browsers keep pages to be read offline. Off makes them forget all of them.
OFFLINE_READING = env.bool("OFFLINE_READING", default=True)
PRESS_TIMEZONE = env.str("PRESS_TIMEZONE", default="Europe/London")

#: Where headless previews are shown: `default=https://partner.example/preview/`,
#: with more `hostname=url` pairs after commas. Empty means the partner site that
#: ships with this project.
HEADLESS_CLIENT_URLS = env.dict("HEADLESS_CLIENT_URLS", default={})
