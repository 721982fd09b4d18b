from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError

import pytest
import time_machine

from press.models import (
    PressContact,
    PressReleaseIndexPage,
    PressReleasePage,
    PressSettings,
    RelatedStoryLink,
    ReleaseContact,
)
from tests import factories


def test_tree__index_and_releases(press, release):
    assert PressReleaseIndexPage.allowed_subpage_models() == [PressReleasePage]
    assert PressReleasePage.allowed_parent_page_models() == [PressReleaseIndexPage]
    assert release.url.startswith("/press/")


def test_contact__needs_phone_or_email(db):
    contact = factories.PressContactFactory(phone="", email="")
    with pytest.raises(ValidationError, match="phone number or an e-mail"):
        contact.full_clean()
    for values in ({"phone": "+44 20 7946 0000"}, {"email": "press@example.org"}):
        factories.PressContactFactory.build(
            locale=contact.locale, **{"email": "", **values}
        ).full_clean(exclude=["translation_key"])


def test_contact__phone_uri_has_digits_only():
    assert PressContact(phone="+44 (0)20 7946-0000").phone_uri == "tel:+442079460000"


@pytest.mark.parametrize(
    ("valid_until", "shown"),
    [
        (None, True),
        (datetime.date(2026, 6, 20), True),
        (datetime.date(2026, 6, 19), False),
    ],
)
def test_contact__is_shown_until_its_last_day(release, valid_until, shown):
    contact = factories.PressContactFactory(valid_until=valid_until)
    release.release_contacts.add(ReleaseContact(contact=contact))
    with time_machine.travel("2026-06-20 12:00+01:00"):
        assert bool(release.contacts) is shown


def test_release__names_the_default_contact_if_it_has_none(release, rf):
    default, own = (factories.PressContactFactory() for _ in range(2))
    request = rf.get("/")
    settings = PressSettings.for_request(request)
    settings.default_contact = default
    settings.save()
    assert release.get_context(request)["contacts"] == [default]
    release.release_contacts.add(ReleaseContact(contact=own))
    assert release.get_context(request)["contacts"] == [own]


def test_release__names_only_public_pages(release, edition, story):
    hidden = factories.EventStoryPageFactory(parent=edition, live=False)
    release.related_story_links.add(
        RelatedStoryLink(story=hidden), RelatedStoryLink(story=story)
    )
    release.edition = edition
    assert release.related_stories == [story.page_ptr]
    assert release.public_edition == edition.page_ptr
    edition.unpublish()
    assert release.public_edition is None


def test_releases__stand_newest_first(press):
    for day in (3, 9, 6):
        factories.PressReleasePageFactory(
            parent=press, date=datetime.date(2020, 6, day), slug=f"day-{day}"
        )
    newest = PressReleasePage.objects.newest_first()
    assert [release.slug for release in newest] == ["day-9", "day-6", "day-3"]
