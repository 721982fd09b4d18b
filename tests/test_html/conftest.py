"""A small site that uses every page type and every block."""

from __future__ import annotations

import datetime

from wagtail.models import Locale

import pytest

from cms.core.models import SiteSettings, SiteText
from home.models import HomePage
from press.models import RelatedStoryLink, ReleaseAttachment, ReleaseContact
from refugeeweek.models import Contributor, Occurrence, Partnership
from tests import factories
from tests.bodies import every_block
from tests.lasting import lasting


def add_text(home, language_code: str = "en", **values) -> SiteText:
    """Give the site its name, menu and footer in a language."""
    settings = SiteSettings.for_site(home.get_site())
    return SiteText.objects.create(
        site_settings=settings,
        locale=Locale.objects.get(language_code=language_code),
        **{"organisation_name": "IOM UK", **values},
    )


def group(label: str, *pages, description: str = "What we do.") -> tuple:
    links = [{"page": page, "url": "", "label": ""} for page in pages]
    return "group", {"label": label, "description": description, "links": links}


@pytest.fixture(scope="module")
def built_site(django_db_setup, django_db_blocker):
    """A full site for all tests of a module."""
    yield from lasting(django_db_blocker, build_site)


@pytest.fixture
def full_site(built_site, db):
    """The pages of a site by a short name, each with all that it can have."""
    return {
        name: type(page).objects.get(pk=page.pk) for name, page in built_site.items()
    }


def build_site():
    home = HomePage.objects.get()
    editions = factories.EditionIndexPageFactory(parent=home)
    edition = factories.EditionPageFactory(parent=editions, year=2022, theme="Healing")
    story = factories.EventStoryPageFactory(parent=edition, title="Living Library")
    press = factories.PressReleaseIndexPageFactory(parent=home)
    release = factories.PressReleasePageFactory(parent=press)
    standard = factories.StandardPageFactory(parent=home, title="Our work")
    for page in (home, editions, edition, story, release, standard):
        page.body = every_block(standard)
    home.introduction = "What we do in June."
    home.hero_image = edition.hero_image = factories.ImageFactory()
    story.image = release.image = factories.ImageFactory()
    edition.start_date = datetime.date(2022, 6, 20)
    edition.end_date = datetime.date(2022, 6, 26)
    story.programme = factories.ProgrammeFactory(name="Singing Our Lives")
    story.occurrences = [
        Occurrence(
            start_date=datetime.date(2022, 6, 24),
            start_time=datetime.time(18, 30),
            venue=factories.VenueFactory(access_information="Step-free entrance."),
        )
    ]
    logo = factories.ImageFactory()
    story.partnerships = [
        Partnership(partner=factories.PartnerFactory(logo=logo), role="host"),
        Partnership(partner=factories.PartnerFactory(), role="funder"),
    ]
    story.contributors = [
        Contributor(
            person=factories.PersonFactory(image=factories.ImageFactory()),
            role="In conversation",
        )
    ]
    contact = factories.PressContactFactory(phone="+44 20 7946 0000")
    release.notes_to_editors = "<p>Refugee Week is held each June.</p>"
    release.release_contacts = [ReleaseContact(contact=contact)]
    release.release_attachments = [
        ReleaseAttachment(document=factories.DocumentFactory())
    ]
    release.related_story_links = [RelatedStoryLink(story=story)]
    release.edition = edition
    pages = {
        "home": home,
        "editions": editions,
        "edition": edition,
        "story": story,
        "press": press,
        "release": release,
        "standard": standard,
    }
    for page in pages.values():
        page.save_revision().publish()
    add_text(
        home,
        boilerplate="<p>We work for migrants.</p>",
        navigation=[group("Refugee Week", editions, edition), group("Press", press)],
        footer_links=[
            ("link", {"page": standard, "url": "", "label": ""}),
            ("link", {"page": None, "url": "https://a.example/", "label": "A"}),
        ],
    )
    return pages


@pytest.fixture
def arabic_home(home):
    page = home.copy_for_translation(Locale.objects.get(language_code="ar"))
    page.title = "أسبوع اللاجئين"
    page.save_revision().publish()
    page.refresh_from_db()
    return page
