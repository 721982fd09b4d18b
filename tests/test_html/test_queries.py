"""What a page costs does not grow with its rows."""

from __future__ import annotations

import datetime

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wagtail.models import Site
from wagtail.signal_handlers import disable_reference_index_auto_update

import pytest

from press.models import RelatedStoryLink, ReleaseAttachment, ReleaseContact
from refugeeweek.models import Contributor, Occurrence, Partnership
from tests import factories
from tests.bodies import every_block
from tests.test_html.conftest import add_text, group


FEW, MANY = 4, 20
MOST = 15  # queries of any page that no cache has

pytestmark = pytest.mark.usefixtures("copied_images")


def queries_of(client, url: str) -> int:
    """Count the queries of a page that is not cached, with the caches of its parts."""
    assert client.get(url).status_code == 200
    cache.clear()
    Site.get_site_root_paths()  # kept for an hour, whichever page is shown
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def add_editions(home, index, number: int) -> None:
    for year in range(2000, 2000 + number):
        factories.EditionPageFactory(
            parent=index,
            year=year,
            hero_image=factories.ImageFactory(),
            body=every_block(home)[:2],
        )


def add_story(edition, number: int = 1, **values):
    """Make a story with `number` rows of each kind."""
    story = factories.EventStoryPageFactory(
        parent=edition, image=factories.ImageFactory(), **values
    )
    for _ in range(number):
        day = datetime.date(2022, 6, 20)
        logo, portrait = factories.ImageFactory(), factories.ImageFactory()
        story.occurrences.add(
            Occurrence(start_date=day, venue=factories.VenueFactory())
        )
        story.partnerships.add(Partnership(partner=factories.PartnerFactory(logo=logo)))
        person = factories.PersonFactory(image=portrait)
        story.contributors.add(Contributor(person=person))
    story.save_revision().publish()
    return story


def add_stories(home, edition, number: int) -> None:
    for _ in range(number):
        add_story(edition)


def add_releases(home, press, number: int) -> None:
    for _ in range(number):
        factories.PressReleasePageFactory(parent=press, image=factories.ImageFactory())


@pytest.mark.parametrize(
    ("name", "add"),
    [
        ("editions", add_editions),
        ("edition", add_stories),
        ("press", add_releases),
    ],
)
def test_index__costs_the_same_for_few_and_many_rows(request, home, client, name, add):
    def add_rows(number: int) -> None:
        with disable_reference_index_auto_update():  # each inline row would redo all
            add(home, index, number)

    index = request.getfixturevalue(name)
    add_rows(FEW)
    few = queries_of(client, index.url)
    assert few <= MOST
    for child in index.get_children():
        child.specific.delete()
    index.refresh_from_db()
    add_rows(MANY)
    assert queries_of(client, index.url) == few


def test_story__costs_the_same_for_few_and_many_rows(edition, client):
    few = queries_of(client, add_story(edition, 2).url)
    assert few <= MOST
    assert queries_of(client, add_story(edition, 6).url) == few


def test_release__costs_the_same_for_few_and_many_rows(home, press, edition, client):
    add_text(home, navigation=[group("One", press)])

    def release(number: int):
        page = factories.PressReleasePageFactory(
            parent=press,
            image=factories.ImageFactory(),
            body=every_block(edition) * number,
            edition=edition,
        )
        page.release_attachments = [
            ReleaseAttachment(document=factories.DocumentFactory())
            for _ in range(number)
        ]
        page.related_story_links = [
            RelatedStoryLink(story=factories.EventStoryPageFactory(parent=edition))
            for _ in range(number)
        ]
        page.release_contacts = [
            ReleaseContact(contact=factories.PressContactFactory())
            for _ in range(number)
        ]
        page.save_revision().publish()
        return page

    few = queries_of(client, release(2).url)
    assert few <= MOST
    assert queries_of(client, release(6).url) == few


def test_menu__costs_the_same_for_few_and_many_links(home, client):
    pages = [factories.StandardPageFactory(parent=home) for _ in range(8)]
    text = add_text(home, navigation=[group("One", *pages[:2])])
    few = queries_of(client, "/")
    text.navigation = [group("One", *pages[:4]), group("Two", *pages[4:])]
    text.save()
    assert queries_of(client, "/") == few
