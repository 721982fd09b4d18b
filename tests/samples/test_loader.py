"""Loading into a site that holds the sample content already."""

from __future__ import annotations

from django.core.management import call_command

from wagtail.models import Site

import pytest

from cms.core.models import SiteSettings
from cms.samples.loader import load
from home.models import HomePage, StandardPage
from press.models import PressReleasePage
from refugeeweek.models import EventStoryPage
from tests.samples.tables import rows


pytestmark = pytest.mark.django_db


def test_load__second_time_changes_nothing(sample_site, small_pictures):
    before = rows()

    made = load(small_pictures)

    assert not made
    assert rows() == before


def test_load__keeps_what_an_editor_changed(sample_site, small_pictures):
    story = EventStoryPage.objects.get(slug="belongings")
    story.title = "Our belongings"
    story.introduction = ""
    story.body = []
    story.save_revision().publish()
    Site.objects.update(site_name="Ours", hostname="www.example.org")
    SiteSettings.objects.get().texts.update(organisation_name="Another name")
    before = rows()

    load(small_pictures)

    assert rows() == before


def test_load__knows_a_translation_that_was_moved(sample_site, small_pictures):
    story = EventStoryPage.objects.get(locale__language_code="ar")
    story.slug = "حفل"
    story.save_revision().publish()

    assert not load(small_pictures)


def test_load__makes_what_is_missing(sample_site, small_pictures):
    PressReleasePage.objects.get(locale__language_code="en").delete()

    made = load(small_pictures)

    assert made == {"pages": 1}
    assert PressReleasePage.objects.get(locale__language_code="en").live


def test_command__says_that_nothing_was_left_to_do(sample_site, capsys):
    call_command("load_sample_content")

    assert capsys.readouterr().out == (
        "The sample content is there already: nothing to do.\n"
    )


def test_command__says_what_it_made(sample_site, capsys):
    for page in StandardPage.objects.filter(slug="privacy"):
        page.delete()

    call_command("load_sample_content", no_color=True)

    assert capsys.readouterr().out == "Sample content loaded: 2 pages.\n"


def test_home__both_languages_have_one(sample_site):
    homes = HomePage.objects.order_by("pk")

    assert [page.url for page in homes] == ["/", "/ar/"]
    assert len({page.translation_key for page in homes}) == 1
