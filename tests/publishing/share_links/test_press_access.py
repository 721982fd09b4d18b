"""Embargoed access of named journalists, over HTTP."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from cms.publishing.models import Bundle, BundlePage, BundleState
from tests.publishing.share_links.sharing import (
    EMBARGO,
    HOUR,
    SECOND,
    assert_unknown,
    banner,
    outcomes,
    press_access,
    schedule,
)


def test_press_access__names_the_embargo_and_the_reader(client, draft, maker, clock):
    schedule(draft)
    response = client.get(press_access(draft, maker, clock))
    assert "<h1>Choir of many voices</h1>" in response.text
    assert banner(response) == (
        "Embargoed until Saturday 20 June 2026, 00:01 BST "
        "For Amina Khan, Example News . Not for publication before "
        "Saturday 20 June 2026, 00:01 BST . Please do not pass this link on."
    )


def test_press_access__shows_the_approved_version(client, draft, maker, clock):
    schedule(draft)
    address = press_access(draft, maker, clock)
    draft.title = "Not approved yet"
    draft.go_live_at = EMBARGO
    draft.save_revision()
    assert "Choir of many voices" in client.get(address).text
    assert "Not approved yet" not in client.get(address).text


def test_press_access__ends_with_the_embargo(client, draft, maker, clock):
    schedule(draft)
    address = press_access(draft, maker, clock)
    clock.move_to(EMBARGO - SECOND, tick=False)
    assert client.get(address).status_code == 200
    clock.move_to(EMBARGO, tick=False)
    assert_unknown(client, address)  # the scheduler has not run yet
    draft.scheduled_revision.publish()
    assert client.get(address).url == "/press/choir/"
    assert outcomes() == ["shown", "closed", "public"]


def test_press_access__follows_a_new_embargo_time(client, draft, maker, clock):
    schedule(draft)
    address = press_access(draft, maker, clock)
    schedule(draft, EMBARGO - 2 * HOUR)
    assert "Friday 19 June 2026, 22:01 BST" in banner(client.get(address))
    clock.move_to(EMBARGO - 2 * HOUR, tick=False)
    assert_unknown(client, address)


def test_press_access__ends_when_the_release_is_withdrawn(client, draft, maker, clock):
    schedule(draft)
    address = press_access(draft, maker, clock)
    assert client.get(address).status_code == 200
    client.force_login(maker)
    revision = draft.scheduled_revision
    client.post(
        reverse("wagtailadmin_pages:revisions_unschedule", args=[draft.pk, revision.pk])
    )
    assert_unknown(Client(), address)


def test_press_access__holds_for_a_page_of_an_approved_bundle(
    client, draft, maker, clock
):
    bundle = Bundle.objects.create(
        title="World Refugee Day", go_live_at=EMBARGO, state=BundleState.APPROVED
    )
    BundlePage.objects.create(bundle=bundle, page=draft, revision=draft.latest_revision)
    address = press_access(draft, maker, clock)
    assert "20 June 2026, 00:01 BST" in banner(client.get(address))
    Bundle.objects.update(state=BundleState.DRAFT)
    assert_unknown(client, address)


def test_press_access__is_never_given_to_a_mere_draft(client, draft, maker, clock):
    draft.go_live_at = EMBARGO
    draft.save_revision()
    assert_unknown(client, press_access(draft, maker, clock))
