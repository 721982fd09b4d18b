"""A secret address has to look like one at which nothing ever was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from wagtail.models import Page

from tests.leaks.channels import API, sample, with_query


if TYPE_CHECKING:
    from tests.leaks.world import Secret, World

METHODS = ("get", "head", "options", "post")
UNKNOWN_ID = 1_999_999_999
GONE = 410
_NONCE = re.compile(r"nonce-[^']*|nonce=\"[^\"]*\"")


class Difference(NamedTuple):
    """What tells two refusals apart."""

    name: str
    url: str
    what: str


class Refusal(NamedTuple):
    """All that a reader can see of a refusal, and how long it takes by queries."""

    status: int
    headers: dict[str, str]
    body: str
    queries: int


def ask(client: Client, method: str, url: str, *hide: str) -> Refusal:
    """Ask, and take the address itself out of what comes back."""
    with CaptureQueriesContext(connection) as queries:
        response = getattr(client, method)(url)
    headers = {k: v for k, v in response.headers.items() if k != "Content-Length"}

    def without(text: str) -> str:
        for part in hide:
            text = text.replace(part, "…")
        return _NONCE.sub("…", text)

    body = without(response.content.decode())
    headers = {name: without(value) for name, value in headers.items()}
    return Refusal(response.status_code, headers, body, len(queries))


def refusals(world: World, client: Client) -> Iterator[Difference]:
    """Yield every difference between a secret address and an unknown one."""
    for secret in world.secrets:
        if not secret.state.has_own_form:
            yield from page_differences(world, client, secret)
    for secret in sample(world, Page):
        if not secret.state.only_draft:
            yield from api_differences(client, secret)


def page_differences(world: World, client: Client, secret: Secret) -> Iterator[Any]:
    for below in ("", "embed/"):
        path, unknown = f"{secret.path}{below}", f"{world.refuses(secret)}{below}"
        yield from address_differences(world, client, secret, path, unknown)


def address_differences(
    world: World, client: Client, secret: Secret, path: str, unknown: str
) -> Iterator[Any]:
    methods = METHODS if isinstance(secret.page, world.page_types[0]) else ("get",)
    for method in methods:
        got = ask(client, method, path, path)
        expected = ask(client, method, unknown, unknown)
        status = GONE if secret.state.is_gone else expected.status
        if got.status != status:
            yield Difference(secret.name, path, f"{method} {got.status}, not {status}")
        elif secret.state.is_gone:
            continue
        for part in ("headers", "body", "queries"):
            if getattr(got, part) != getattr(expected, part):
                what = f"{method} {part}: {getattr(got, part)!r:.200}"
                yield Difference(secret.name, path, what)


def api_differences(client: Client, secret: Secret) -> Iterator[Any]:
    pages = f"{API}/pages/"
    parent = secret.path.rstrip("/").rpartition("/")[0]
    pairs = [
        (f"{pages}{secret.pk}/", f"{pages}{UNKNOWN_ID}/"),
        (f"{pages}find/?id={secret.pk}", f"{pages}find/?id={UNKNOWN_ID}"),
        (
            with_query(f"{pages}find/", html_path=secret.path),
            with_query(f"{pages}find/", html_path=f"{parent}/never-there/"),
        ),
        (
            with_query("/oembed/", url=f"{settings.BASE_URL}{secret.path}"),
            with_query("/oembed/", url=f"{settings.BASE_URL}{parent}/never-there/"),
        ),
        *(
            (f"{pages}?{name}={secret.pk}", f"{pages}?{name}={UNKNOWN_ID}")
            for name in ("child_of", "descendant_of", "ancestor_of", "translation_of")
        ),
    ]
    for secret_url, unknown_url in pairs:
        got = ask(client, "get", secret_url, secret_url, str(secret.pk))
        if got.status == GONE and secret.state.was_public:
            continue
        expected = ask(client, "get", unknown_url, unknown_url, str(UNKNOWN_ID))
        for part in Refusal._fields:
            if getattr(got, part) != getattr(expected, part):
                what = f"{part}: {getattr(got, part)!r:.200}"
                yield Difference(secret.name, secret_url, what)
