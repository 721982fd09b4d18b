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
EMAIL = env.email_url("EMAIL_URL", default="consolemail://")
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(BASE_DIR / "media"))
PRESS_TIMEZONE = env.str("PRESS_TIMEZONE", default="Europe/London")

#: Where headless previews are shown: `default=https://partner.example/preview/`,
#: with more `hostname=url` pairs after commas. Empty means the partner site that
#: ships with this project.
HEADLESS_CLIENT_URLS = env.dict("HEADLESS_CLIENT_URLS", default={})
