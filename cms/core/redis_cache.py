"""Django's cache in Redis, which would make a client anew for each command.

That takes as long as the command itself, for each answer that is given again.
"""

from __future__ import annotations

from typing import Any

from django.core.cache.backends import redis


class Client(redis.RedisCacheClient):
    """Django's own, which keeps one client of the library for each server.

    Such a client may be shared by threads and be forked: it has connections, and takes
    one from their pool for each command.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._clients: dict[Any, Any] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        pool = self._get_connection_pool(write)  # type: ignore[attr-defined]
        if pool not in self._clients:
            self._clients[pool] = super().get_client(key, write=write)
        return self._clients[pool]


class RedisCache(redis.RedisCache):
    """Django's own with such a client."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = Client
