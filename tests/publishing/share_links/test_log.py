"""What is written down of a use, and what is not; and how guessing is stopped."""

from __future__ import annotations

import asyncio
import datetime
import io
import logging

from django.core.cache import cache
from django.core.management import call_command

import pytest

from cms.asgi import application
from cms.publishing.models import ShareLink, ShareUse
from cms.publishing.models.share_links import KEPT_AFTER_END
from cms.publishing.share_throttle import ALLOWED_REFUSALS, WINDOW
from tests.publishing.share_links.sharing import SECOND, START, WRONG, share


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("198.51.100.77", "198.51.100.0/24"),
        ("2001:db8:aaaa:bbbb::7", "2001:db8:aaaa::/48"),
        ("::ffff:198.51.100.77", "198.51.100.0/24"),
        ("", "unknown"),
    ],
)
def test_log__holds_when_and_from_which_network(
    client, draft, maker, clock, address, network
):
    client.get(share(draft, maker, clock), REMOTE_ADDR=address)
    use = ShareUse.objects.get()
    assert (use.at, use.outcome, use.network) == (START + SECOND, "shown", network)
    assert use.link.reader_name == "The translators"


@pytest.mark.parametrize(
    ("proxies", "network"), [(0, "127.0.0.0/24"), (1, "203.0.113.0/24")]
)
def test_log__believes_our_own_proxy_only(
    client, draft, maker, clock, settings, proxies, network
):
    settings.TRUSTED_PROXIES = proxies
    client.get(
        share(draft, maker, clock),
        headers={"X-Forwarded-For": "192.0.2.1, 203.0.113.9"},
    )
    assert ShareUse.objects.get().network == network


def test_old_links__are_removed_by_the_scheduler(client, draft, maker, clock):
    client.get(share(draft, maker, clock))
    end = ShareLink.objects.get().expires_at
    clock.move_to(end + KEPT_AFTER_END - SECOND, tick=False)
    call_command("run_scheduler", once=True)
    assert ShareUse.objects.exists()
    clock.move_to(end + KEPT_AFTER_END, tick=False)
    call_command("run_scheduler", once=True)
    assert not ShareLink.objects.exists()
    assert not ShareUse.objects.exists()


def test_logs_of_the_site__hold_no_token(client, draft, maker, clock, monkeypatch):
    (console,) = logging.getLogger().handlers[:1]
    written = io.StringIO()
    monkeypatch.setattr(console, "stream", written)
    address = share(draft, maker, clock)
    ShareLink.objects.update(revoked_at=datetime.datetime.now(datetime.UTC))
    client.get(address)
    assert "Not Found: /shared/***/" in written.getvalue()
    assert address not in written.getvalue()


def test_access_log__holds_no_token(capsys):
    async def ask(path):
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": "POST",
            "scheme": "http",
            "raw_path": path,
            "query_string": b"token=secret",
            "headers": [(b"host", b"elsewhere.example")],
        }

        async def send(_message):
            pass

        await application(scope, None, send)

    asyncio.run(ask(b"/shared/%s/" % WRONG.encode()))
    asyncio.run(ask(b"/%%73hared/%s/" % WRONG.encode()))
    lines = capsys.readouterr().out.splitlines()
    assert [line.rpartition(" 400 ")[0] for line in lines] == ["POST /shared/***/"] * 2


def test_guessing__is_stopped_for_that_address_alone(client, draft, maker, clock):
    address = share(draft, maker, clock)
    for _ in range(ALLOWED_REFUSALS):
        assert client.get(f"/shared/{WRONG}/").status_code == 404
    for path in (f"/shared/{WRONG}/", address):
        response = client.get(path)
        assert response.status_code == 429
        assert response.headers["Retry-After"] == str(WINDOW)
        assert response.headers["Cache-Control"] == "no-store"
    assert client.get(address, REMOTE_ADDR="198.51.100.7").status_code == 200
    cache.clear()  # as time does
    assert client.get(address).status_code == 200


def test_guessing__costs_no_query_once_it_is_stopped(
    client, draft, django_assert_num_queries
):
    for _ in range(ALLOWED_REFUSALS):
        client.get(f"/shared/{WRONG}/")
    with django_assert_num_queries(0):
        client.get(f"/shared/{WRONG}/")
