"""From which network address a request comes."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

from django.conf import settings


if TYPE_CHECKING:
    from django.http import HttpRequest

#: Who has one IPv6 address has at least this network of them.
IPV6_PREFIX = 64
#: How many bits of an address are kept in logs: a provider's district, not a person.
ROUGH_BITS = {4: 24, 6: 48}


def client_address(request: HttpRequest) -> str | None:
    """Return the address of the client, or the network of an IPv6 address.

    Each of our own proxies (`TRUSTED_PROXIES` says how many there are) adds the
    address that it saw to the end of `X-Forwarded-For`. What stands before that was
    written by the client and is not believed.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    seen = [
        *filter(None, map(str.strip, forwarded)),
        request.META.get("REMOTE_ADDR", ""),
    ]
    return _normal(seen[-min(settings.TRUSTED_PROXIES + 1, len(seen))])


def rough_address(address: str | None) -> str:
    """Return the network that `address` lies in, such as `198.51.100.0/24`."""
    if not address:
        return "unknown"
    bits = ROUGH_BITS[ip_address(address).version]
    return str(ip_network(f"{address}/{bits}", strict=False))


@lru_cache(1000)
def _normal(address: str) -> str | None:
    try:
        found = ip_address(address)
    except ValueError:  # a socket of this machine, or nonsense from a proxy
        return None
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    network = ip_network((found.packed, IPV6_PREFIX), strict=False)
    return str(network.network_address)
