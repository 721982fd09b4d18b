"""Caches that are told by HTTP, as Wagtail does it, but without waiting for ever."""

from __future__ import annotations

from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from wagtail.contrib.frontend_cache.backends import HTTPBackend


if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_WAIT = 2.0  # seconds


class PurgeError(Exception):
    """A cache was not told."""


class VarnishBackend(HTTPBackend):
    """Tells a Varnish that runs `deploy/varnish/default.vcl`.

    Wagtail's own backend logs what fails; here whoever asked has to know, to try again.
    """

    def purge(self, url: str) -> None:
        self.purge_batch([url])

    def purge_batch(self, urls: Iterable[str]) -> None:
        """Have the cache forget addresses, over one connection.

        Raises:
            PurgeError: It can't be reached, or refuses.
        """
        kind = HTTPSConnection if self.cache_scheme == "https" else HTTPConnection
        connection = kind(self.cache_netloc, timeout=LONGEST_WAIT)
        try:
            for url in urls:
                parts = urlsplit(url)
                connection.request("PURGE", parts.path, headers={"Host": parts.netloc})
                response = connection.getresponse()
                response.read()
                if response.status >= 400:
                    raise PurgeError(f"{self.cache_netloc}: {response.status}")
        except (OSError, HTTPException) as error:
            raise PurgeError(f"{self.cache_netloc}: {error}") from error
        finally:
            connection.close()
