"""What the log tells when something changes that pages show: pictures, snippets, menus."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.contrib.auth import get_user_model
from django.urls import reverse

from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Site

import pytest
import time_machine

from cms.changes.midnight import tell_of_new_day
from cms.changes.models import LogHead
from cms.core.models import SiteSettings, SiteText
from press.models import PressSettings, ReleaseContact
from refugeeweek.models import Partnership
from tests import factories


def token():
    return LogHead.objects.get().token


@pytest.fixture
def partner(story):
    partner = factories.PartnerFactory(logo=factories.ImageFactory())
    story.partnerships.add(Partnership(partner=partner, role="host"))
    story.save()
    return partner


def test_log__snippet(story, partner, told):
    partner.name = "Another name"
    partner.save()
    assert told() == [("updated", story.pk)]


def test_log__picture_in_a_snippet(story, partner, told):
    partner.logo.description = "Another text"
    partner.logo.save()
    assert ("updated", story.pk) in told()


def test_log__snippet_that_is_deleted(story, told):
    programme = factories.ProgrammeFactory()
    story.programme = programme
    story.save()
    told()
    programme.delete()
    assert told() == [("updated", story.pk)]


def test_log__picture_that_is_deleted(release, told):
    release.image = factories.ImageFactory()
    release.save()
    told()
    release.image.delete()
    assert told() == [("updated", release.pk)]


def test_log__snippet_and_picture_that_no_public_page_shows(edition, told):
    partner = factories.PartnerFactory(logo=factories.ImageFactory())
    hidden = factories.EventStoryPageFactory(parent=edition, live=False)
    hidden.partnerships.add(Partnership(partner=partner, role="host"))
    hidden.save()
    before = token()
    partner.save()
    partner.logo.save()
    assert told() == []
    assert token() == before


def test_log__alt_text_of_a_picture(release, told):
    release.image = factories.ImageFactory()
    release.save()
    told()
    release.image.description = "A choir in a church"
    release.image.save()
    assert told() == [("updated", release.pk)]


def test_log__thumbnail_that_the_admin_makes_is_no_change(release, told):
    release.image = factories.ImageFactory()
    release.save()
    told()
    release.image.get_rendition("max-165x165")
    assert told() == []
    release.image.renditions.exclude(filter_spec="max-165x165").first().delete()
    assert told() == [("updated", release.pk)]


def test_log__tags_of_a_picture(release, told):
    release.image = factories.ImageFactory()
    release.save()
    told()
    release.image.tags.add("choir")
    assert told() == [("updated", release.pk)]


def test_log__document_that_is_made_private(home, told):
    document = factories.DocumentFactory()
    page = factories.StandardPageFactory(
        parent=home, body=[("document", {"document": document})]
    )
    told()
    collection = Collection.get_first_root_node().add_child(name="Private")
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="login"
    )
    assert told() == []
    document.collection = collection
    document.save()
    assert told() == [("updated", page.pk)]
    restriction.delete()
    assert told() == [("updated", page.pk)]
    assert get_document_model().objects.get().pk == document.pk


def test_log__document_that_is_put_into_a_private_collection_with_others(
    client, home, told
):
    document = factories.DocumentFactory()
    page = factories.StandardPageFactory(
        parent=home, body=[("document", {"document": document})]
    )
    collection = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="login"
    )
    client.force_login(get_user_model().objects.create_superuser("admin"))
    told()
    url = reverse(
        "wagtail_bulk_action", args=["core", "customdocument", "add_to_collection"]
    )
    client.post(f"{url}?id={document.pk}", {"collection": collection.pk})
    assert told() == [("updated", page.pk)]


def test_log__contact_that_was_valid_until_yesterday(release, told):
    with time_machine.travel(datetime(2026, 6, 20, 12, tzinfo=UTC), tick=False) as now:
        contact = factories.PressContactFactory(valid_until=date(2026, 6, 21))
        release.release_contacts.add(ReleaseContact(contact=contact))
        release.save()
        tell_of_new_day()
        told()
        now.shift(timedelta(days=1))
        tell_of_new_day()
        assert told() == []
        now.shift(timedelta(days=2))  # a day on which no worker ran
        tell_of_new_day()
        assert told() == [("updated", release.pk)]
        tell_of_new_day()
        assert told() == []


def test_log__default_contact_stands_on_every_release(home, told):
    contact = factories.PressContactFactory()
    settings = PressSettings.for_site(Site.objects.get())
    settings.default_contact = contact
    settings.save()
    told()
    contact.name = "Press desk"
    contact.save()
    assert told() == [("updated", home.pk)]


def test_log__row_of_a_page_that_is_saved_by_itself(story, partner, told):
    partnership = story.partnerships.get()
    partnership.role = "funder"
    partnership.save()
    assert told() == [("updated", story.pk)]


def test_log__menu_and_redirect_are_told_of_the_home_page(home, told):
    settings = SiteSettings.for_site(Site.objects.get())
    told()
    text = SiteText.objects.create(
        site_settings=settings, locale=home.locale, organisation_name="IOM UK"
    )
    assert told() == [("updated", home.pk)]
    text.delete()
    assert told() == [("updated", home.pk)]
    Redirect.objects.create(old_path="/choir", redirect_link="/press/")
    assert told() == [("updated", home.pk)]


def test_log__site_that_begins_elsewhere(home, story, told):
    site = Site.objects.get()
    site.root_page = home.add_sibling(
        instance=type(home)(title="Another home", slug="another-home")
    )
    site.save()
    events = {pk: event for event, pk in told()}
    assert events[story.pk] == "unpublished"
    assert events[site.root_page_id] == "published"


def test_token__is_new_when_something_is_planned(release, told):
    before = token()
    release.expire_at = None
    revision = release.save_revision()
    assert token() == before
    revision.approved_go_live_at = revision.created_at
    revision.save()
    assert token() != before
    assert told() == []
