"""How a link ends: by its time, by hand, and with its page or its maker."""

from __future__ import annotations

import datetime

from wagtail.models import PageViewRestriction

import pytest

from cms.publishing.models import ShareLink
from tests.publishing.share_links.sharing import (
    HOUR,
    SECOND,
    START,
    WRONG,
    assert_unknown,
    outcomes,
    share,
)


def test_wrong_token__is_an_unknown_address(client, draft):
    for token in (WRONG, WRONG[:-1], f"{WRONG}A", "x", "%00", "ا" * 32):
        assert_unknown(client, f"/shared/{token}/")


def test_token__is_not_in_the_database(client, draft, maker, clock):
    address = share(draft, maker, clock)
    link = ShareLink.objects.get()
    values = [str(getattr(link, field.attname)) for field in link._meta.fields]
    token = address.split("/")[2]
    assert len(token) == 32
    assert not any(token in value for value in values)
    assert_unknown(client, f"/shared/{link.token_hash}/")
    assert_unknown(client, f"/shared/{link.token_hash[:32]}/")


def test_link__expires_at_its_second(client, draft, maker, clock):
    address = share(draft, maker, clock)
    end = ShareLink.objects.get().expires_at
    clock.move_to(end - SECOND, tick=False)
    assert client.get(address).status_code == 200
    clock.move_to(end, tick=False)
    assert_unknown(client, address)
    assert outcomes() == ["shown", "expired"]


def test_link__is_revoked_at_once(client, draft, maker, clock):
    address = share(draft, maker, clock)
    assert client.get(address).status_code == 200
    ShareLink.objects.update(revoked_at=datetime.datetime.now(datetime.UTC))
    assert_unknown(client, address)
    assert outcomes() == ["shown", "revoked"]


def test_link__leads_to_the_page_once_it_is_public(client, draft, maker, clock):
    address = share(draft, maker, clock)
    draft.get_latest_revision().publish()
    for response in (client.get(address), client.head(address)):
        assert (response.status_code, response.url) == (302, "/press/choir/")
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Referrer-Policy"] == "no-referrer"
    assert outcomes() == ["public", "public"]


def test_link__does_not_show_what_is_written_after_publication(
    client, draft, maker, clock
):
    address = share(draft, maker, clock)
    draft.get_latest_revision().publish()
    draft.refresh_from_db()
    draft.title = "Secret second thoughts"
    draft.save_revision()
    assert client.get(address).status_code == 302


def test_link__is_dead_when_the_page_is_taken_down_again(client, draft, maker, clock):
    address = share(draft, maker, clock)
    draft.get_latest_revision().publish()
    draft.refresh_from_db()
    draft.unpublish()
    assert_unknown(client, address)


def test_link__of_a_deleted_page_keeps_its_log(client, draft, maker, clock):
    address = share(draft, maker, clock)
    client.get(address)
    draft.delete()
    assert_unknown(client, address)
    assert outcomes() == ["shown", "closed"]


@pytest.mark.parametrize("above", [False, True])
def test_link__opens_no_page_that_is_restricted(client, draft, maker, clock, above):
    address = share(draft, maker, clock)
    PageViewRestriction.objects.create(
        page=draft.get_parent() if above else draft,
        restriction_type=PageViewRestriction.LOGIN,
    )
    assert_unknown(client, address)


def test_link__opens_no_alias(client, draft, home, maker, clock):
    """The page that it repeats may be restricted, and it has no draft of its own."""
    draft.get_latest_revision().publish()
    draft.refresh_from_db()
    alias = draft.create_alias(parent=home, update_slug="alias")
    PageViewRestriction.objects.create(page=draft, restriction_type="login")
    assert_unknown(client, share(alias, maker, clock))


def test_link__ends_with_the_rights_of_its_maker(client, draft, maker, clock):
    address = share(draft, maker, clock)
    maker.is_active = False
    maker.save()
    assert_unknown(client, address)
    maker.is_active, maker.is_superuser = True, False
    maker.save()
    assert_unknown(client, address)
    maker.delete()
    assert_unknown(client, address)


def test_link__of_an_expired_page_is_dead(client, draft, maker, clock):
    address = share(draft, maker, clock)
    draft.expire_at = START + HOUR
    draft.save_revision().publish()
    assert client.get(address).status_code == 302
    clock.move_to(START + HOUR, tick=False)
    assert_unknown(client, address)
