"""A tree in which every page type shows everything that it can show."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, NamedTuple

from wagtail.models import Locale, Page

import pytest

from cms.core.models import CustomImage
from home.models import HomePage
from press.models import RelatedStoryLink, ReleaseAttachment, ReleaseContact
from refugeeweek.models import Contributor, Occurrence, Partnership
from tests import factories
from tests.bodies import every_block
from tests.conftest import copying_images
from tests.lasting import lasting


class Tree(NamedTuple):
    """One page of each type."""

    home: Page
    standard: Page
    editions: Page
    edition: Page
    story: Page
    press: Page
    release: Page

    def by_type(self) -> dict[str, Page]:
        return {page._meta.model_name: page for page in self}


def rich_edition(parent: Page, link_to: Page, **fields: Any) -> Page:
    return factories.EditionPageFactory(
        parent=parent,
        hero_image=factories.ImageFactory(),
        body=every_block(link_to),
        **fields,
    )


def rich_story(parent: Page, link_to: Page, **fields: Any) -> Page:
    story = factories.EventStoryPageFactory(
        parent=parent,
        image=factories.ImageFactory(
            focal_point_x=30,
            focal_point_y=20,
            focal_point_width=4,
            focal_point_height=4,
        ),
        programme=factories.ProgrammeFactory(introduction="Songs written together."),
        body=every_block(link_to),
        **fields,
    )
    story.occurrences = [
        Occurrence(
            start_date=datetime.date(2022, 6, day),
            start_time=datetime.time(19, 30),
            venue=factories.VenueFactory(latitude="51.50000", longitude="-0.10000"),
        )
        for day in (20, 21)
    ]
    story.partnerships = [
        Partnership(
            partner=factories.PartnerFactory(logo=factories.ImageFactory()), role=role
        )
        for role in ("host", "partner")
    ]
    story.contributors = [
        Contributor(
            person=factories.PersonFactory(
                image=factories.ImageFactory(),
                biography=f'<p>See <a linktype="page" id="{link_to.pk}">here</a>.</p>',
            ),
            role="conductor",
        )
        for _ in range(2)
    ]
    story.save()
    return story


def rich_release(parent: Page, edition: Page, story: Page, **fields: Any) -> Page:
    document = factories.DocumentFactory()
    release = factories.PressReleasePageFactory(
        parent=parent,
        image=factories.ImageFactory(),
        edition=edition,
        body=every_block(story),
        notes_to_editors=(
            f'<p>The <a linktype="page" id="{story.pk}">story</a> and a '
            f'<a linktype="document" id="{document.pk}">file</a>.</p>'
        ),
        **fields,
    )
    release.release_contacts = [
        ReleaseContact(contact=factories.PressContactFactory(role="Press officer"))
    ]
    release.release_attachments = [ReleaseAttachment(document=document)]
    release.related_story_links = [RelatedStoryLink(story=story)]
    release.save()
    return release


@pytest.fixture
def tree(copied_images, home) -> Tree:
    """One rich page of each type, each leading to others."""
    return build_tree()


@pytest.fixture(scope="module")
def lasting_tree(django_db_setup, django_db_blocker) -> Iterator[Tree]:
    """Such pages for all tests of a module.

    It takes them with a `tree` of its own, which returns `fresh(lasting_tree)`.
    """

    def build() -> Tree:
        with copying_images():
            return build_tree()

    yield from lasting(django_db_blocker, build)


def fresh(tree: Tree) -> Tree:
    """Return the pages as they are stored."""
    return Tree(*(type(page).objects.get(pk=page.pk) for page in tree))


def build_tree() -> Tree:
    home = HomePage.objects.get()
    editions = factories.EditionIndexPageFactory(parent=home)
    press = factories.PressReleaseIndexPageFactory(parent=home)
    edition = rich_edition(
        editions,
        press,
        year=2022,
        theme="Healing",
        start_date=datetime.date(2022, 6, 20),
        end_date=datetime.date(2022, 6, 26),
    )
    story = rich_story(edition, press, title="Singing Our Lives", slug="singing")
    release = rich_release(press, edition, story, title="A choir sings", slug="choir")
    standard = factories.StandardPageFactory(
        parent=home, title="Who we are", slug="who", body=every_block(story)
    )
    home.introduction = editions.introduction = press.introduction = "Welcome."
    home.hero_image = factories.ImageFactory()
    home.body = every_block(edition)
    editions.body = every_block(edition)
    for page in (home, editions, press):
        page.save()
    return Tree(home, standard, editions, edition, story, press, release)


@pytest.fixture
def arabic(home) -> Page:
    """The home page of the Arabic site."""
    return home.copy_for_translation(
        Locale.objects.get_or_create(language_code="ar")[0]
    )


@pytest.fixture
def get(client):
    """Ask the API; return the JSON of a good answer."""

    def ask(path: str, **parameters: Any) -> Any:
        url = path if path.startswith("/") else f"/api/v2/{path}"
        response = client.get(url, parameters)
        assert response.status_code == 200, (path, parameters, response.content[:500])
        assert response.headers["Content-Type"] == "application/json"
        return response.json()

    return ask


@pytest.fixture
def refused(client):
    """Ask the API for something wrong; return the message of the 400."""

    def ask(path: str, query: str = "") -> str:
        response = client.get(f"/api/v2/{path}?{query}")
        assert response.status_code == 400, (path, query, response.content[:500])
        assert response.headers["Content-Type"] == "application/json"
        assert response.json().keys() == {"message"}
        return response.json()["message"]

    return ask


def used_nowhere() -> CustomImage:
    return factories.ImageFactory(title="A secret picture")
