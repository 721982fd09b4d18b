"""Where content is kept, and where answers are: databases and caches."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from cms.settings import environment


DATABASES: dict[str, dict[str, Any]] = {"default": dict(environment.DATABASE)}
# Django's own, with something to do right before each commit.
DATABASES["default"]["ENGINE"] = DATABASES["default"]["ENGINE"].replace(
    "django.db.backends", "cms.changes.databases"
)
if DATABASES["default"]["ENGINE"] == "cms.changes.databases.sqlite3":
    # A writer takes the lock when its transaction begins, so that `timeout` can
    # make it wait; a deferred one fails at once with "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;"
        ),
    }
    WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.backends.sqlite"}}
else:
    WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.backends.postgresql"}}
    DATABASES["default"].update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
    # Compiling a query takes longer than any of ours runs: half a second for the rule of
    # who may see a page, which is written out in each.
    # Planning one takes ten times as long as running it: those that are the same each
    # time are planned once (`cms.core.prepared`), also if PostgreSQL thinks that it would
    # find a better plan for the values of this time.
    DATABASES["default"]["OPTIONS"].setdefault(
        "options", "-c jit=off -c plan_cache_mode=force_generic_plan"
    )
    DATABASES["default"]["OPTIONS"].setdefault("prepare_threshold", 5)

CACHES: dict[str, dict[str, Any]] = {"default": dict(environment.CACHE)}
if CACHES["default"]["BACKEND"] == "django.core.cache.backends.redis.RedisCache":
    CACHES["default"]["BACKEND"] = "cms.core.redis_cache.RedisCache"
    # A server that does not answer costs a request seconds, not minutes.
    CACHES["default"]["OPTIONS"] = {
        "socket_connect_timeout": 2,
        "socket_timeout": 2,
        **CACHES["default"].get("OPTIONS", {}),
    }
elif CACHES["default"]["BACKEND"] == "django.core.cache.backends.locmem.LocMemCache":
    # Django would keep 300 entries; the API counts each address that asks.
    CACHES["default"].setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 10_000)
#: Megabytes of answers that each process keeps; 0 keeps none, here or elsewhere. Whoever
#: works on the templates wants to see each change.
RESPONSE_CACHE_MB = 0 if environment.DEBUG else environment.RESPONSE_CACHE_MB
#: Seconds for which caches in front may keep an answer, unless told sooner.
SHARED_CACHE_SECONDS = environment.SHARED_CACHE_SECONDS
#: Those that are told; by their addresses.
WAGTAILFRONTENDCACHE: dict[str, dict[str, str]] = {
    url: {
        "BACKEND": "wagtail.contrib.frontend_cache.backends.CloudfrontBackend",
        "DISTRIBUTION_ID": urlsplit(url).netloc,
    }
    if url.startswith("cloudfront:")
    else {
        "BACKEND": "cms.changes.purging.backends.VarnishBackend",
        "LOCATION": url,
    }
    for url in environment.FRONTEND_CACHES
}
