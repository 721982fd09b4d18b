"""A listing costs the same number of queries for few rows and for many."""

from __future__ import annotations

from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site
from wagtail.signal_handlers import disable_reference_index_auto_update

import pytest

from cms.core.models import CustomRendition
from tests import factories
from tests.api.conftest import rich_edition, rich_release, rich_story


FEW, MANY = 4, 20
#: Queries of a listing with all fields, whatever its bodies hold, with all facets.
MOST = 15

#: What releases have in rows of their own.
INLINE = {"press_releasecontact", "press_releaseattachment", "press_relatedstorylink"}

LISTINGS = [
    "pages/?",
    "pages/?type=home.StandardPage&",
    "pages/?type=refugeeweek.EventStoryPage&",
    "pages/?type=press.PressReleasePage,refugeeweek.EditionPage&",
    "pages/?search=evening&",
    "editions/?",
    "stories/?",
    "stories/?facets=edition_year,event_format,programme,partner,type,locale&",
    "stories/?from=2000-01-01&to=2100-01-01&",
    "press-releases/?",
    "images/?",
    "documents/?",
    "redirects/?",
    "partners/?",
    "programmes/?",
]


@pytest.fixture
def grow(copied_images, home, editions, press):
    """Add rows of every kind until there are as many as asked for."""

    def add_one(number: int) -> None:
        edition = rich_edition(editions, press, year=2000 + number)
        story = rich_story(edition, press, slug=f"story-{number}")
        release = rich_release(press, edition, story, slug=f"release-{number}")
        factories.StandardPageFactory(
            parent=home,
            slug=f"standard-{number}",
            introduction="An evening.",
            body=[("related_pages", {"heading": "", "pages": [release]})],
        )
        Redirect.add_redirect(f"/old-{number}", redirect_to=story)

    def add(start: int, stop: int) -> None:
        # Each row would be compared with the log, and redo the index of references.
        with transaction.atomic(), disable_reference_index_auto_update():
            for number in range(start, stop):
                add_one(number)
        call_command("rebuild_references_index", verbosity=0)

    return add


def test_every_listing__costs_the_same_for_few_and_many_rows(grow, client):
    def queries(path: str) -> tuple[int, int]:
        cache.clear()
        Site.get_site_root_paths()  # kept for an hour, whatever is asked
        with CaptureQueriesContext(connection) as captured:
            response = client.get(f"/api/v2/{path}limit={MANY}")
        assert response.status_code == 200, response.content
        return len(captured), len(response.json()["items"])

    paths = [path + fields for path in LISTINGS for fields in ("", "fields=*&")]
    grow(0, FEW)
    for path in paths:
        queries(path)  # warms what lasts longer than a request
    few = {path: queries(path) for path in paths}
    grow(FEW, MANY)
    many = {path: queries(path) for path in paths}

    assert {path: count for path, (count, _rows) in many.items()} == {
        path: count for path, (count, _rows) in few.items()
    }
    assert max(count for count, _rows in many.values()) <= MOST
    assert all(rows >= FEW for _count, rows in few.values())
    assert all(rows == MANY for _count, rows in many.values())


@pytest.mark.parametrize("asked", ["", "search=choir&", "facets=year&"])
def test_listing__loads_nothing_that_it_does_not_show(tree, client, asked):
    def tables(fields: str) -> set[str]:
        with CaptureQueriesContext(connection) as captured:
            path = f"/api/v2/press-releases/?{asked}fields={fields}"
            assert len(client.get(path).json()["items"]) == 1
        return {name for query in captured for name in INLINE if name in query["sql"]}

    assert tables("_,title") == set()
    assert tables("contacts") == {"press_releasecontact"}
    assert tables("*") == INLINE


def test_listing__asks_for_the_pages_that_it_names_only_if_they_are_shown(tree, client):
    def queries(fields: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            path = f"/api/v2/press-releases/?fields={fields}"
            assert len(client.get(path).json()["items"]) == 1
        return len(captured)

    queries("_,title")  # knows the home pages and the like afterwards
    assert queries("_,title,edition") == queries("_,title") + 1


def test_no_answer__makes_a_rendition_or_writes_anything(tree, client):
    CustomRendition.objects.all().delete()
    urls = [f"/api/v2/{path}fields=*" for path in LISTINGS]
    urls += [f"/api/v2/pages/{page.pk}/" for page in tree]
    with CaptureQueriesContext(connection) as captured:
        for url in urls:
            assert client.get(url).status_code == 200
    assert not CustomRendition.objects.exists()
    assert {query["sql"].split()[0] for query in captured} == {"SELECT"}
