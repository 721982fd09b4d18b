"""Where messages may be sent: to the internet, and into no network of our own.

A name is looked up once, what it stands for is checked, and the connection goes to
exactly that (`cms.changes.webhooks.client`): a second look-up could say something else.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from queue import Empty, SimpleQueue
from threading import Thread
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri, punycode
from django.utils.translation import gettext_lazy as _

import httpcore


PORTS = {"http": 80, "https": 443}
#: The only part of IPv6 that is given out for use on the internet. The rest holds loopback,
#: private networks, and IPv4 in the forms of ::ffff:0:0/96 and NAT64.
INTERNET = IPv6Network("2000::/3")


class Refused(Exception):
    """The address is not one that messages are sent to; the text says why."""


def read_url(url: str) -> httpcore.URL:
    """Return the parts of an address as they go out.

    Raises:
        Refused: It is no address that messages may be sent to, whatever it stands for.
    """
    try:
        parts = urlsplit(url)
        host, port = punycode(parts.hostname or ""), parts.port
    except ValueError:
        raise Refused(_("This is not an address.")) from None
    if parts.scheme not in PORTS or not host:
        raise Refused(_("The address must begin with https://"))
    if settings.WEBHOOK_HTTPS_ONLY and parts.scheme != "https":
        raise Refused(_("The address must begin with https://"))
    if parts.username is not None or parts.password is not None:
        raise Refused(_("The address must not hold a user name or a password."))
    query = f"?{parts.query}" if parts.query else ""
    return httpcore.URL(
        scheme=parts.scheme,
        host=host,
        port=port or PORTS[parts.scheme],
        target=iri_to_uri((parts.path or "/") + query),
    )


def host_header(url: httpcore.URL) -> str:
    """Return the `Host` of a request; an IPv6 address stands in brackets."""
    host = url.host.decode()
    host = f"[{host}]" if ":" in host else host
    return host if url.port == PORTS[url.scheme.decode()] else f"{host}:{url.port}"


def checked_addresses(
    host: str, timeout: float, *, may_be_unknown: bool = False
) -> list[str]:
    """Return the IP addresses that a name stands for.

    Raises:
        Refused: One of them is not on the internet; or there is none, unless it
            `may_be_unknown`.
    """
    addresses = _look_up(host, timeout)
    if not addresses and not may_be_unknown:
        raise Refused(_("The name of the host was not found."))
    if settings.WEBHOOK_ALLOW_PRIVATE_ADDRESSES:
        return addresses
    if not all(is_on_the_internet(address) for address in addresses):
        raise Refused(_("The address leads into a private network."))
    return addresses


def is_on_the_internet(text: str) -> bool:
    """Say whether an IP address is one that anybody on the internet may have."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and not _is_plain(address):
        return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )


def _is_plain(address: IPv6Address) -> bool:
    """Say whether it is on the internet in its own right, with no IPv4 inside of it."""
    has_inside: IPv4Address | tuple[IPv4Address, IPv4Address] | None = (
        address.sixtofour or address.teredo
    )
    return address in INTERNET and has_inside is None


def _look_up(host: str, timeout: float) -> list[str]:
    """Return the addresses of a name; none if that takes longer than `timeout`.

    The system's own look-up knows no limit, hence the thread.
    """
    answers: SimpleQueue[list[str]] = SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            answers.put([])
        else:
            answers.put(list(dict.fromkeys(str(row[4][0]) for row in found)))

    Thread(target=ask, daemon=True, name="webhook-look-up").start()
    try:
        return answers.get(timeout=max(timeout, 0))
    except Empty:
        return []
