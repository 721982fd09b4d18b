"""What caches in front of the site are told to forget."""

from __future__ import annotations

import pytest

from cms.changes.models import ContentChange
from cms.changes.purging.addresses import EVERYTHING, MOST, addresses_of, canonical


def change(path, previous_path=""):
    return ContentChange(path=path, previous_path=previous_path)


def test_addresses__of_a_page_its_forms_and_what_lists_it():
    found = addresses_of([change("/refugee-week/2022/a-choir/")])
    assert {
        "/",
        "/refugee-week/",
        "/refugee-week/calendar.ics",
        "/refugee-week/feed.atom",
        "/refugee-week/2022/",
        "/refugee-week/2022/calendar.ics",
        "/refugee-week/2022/a-choir/",
        "/refugee-week/2022/a-choir/calendar.ics",
        "/refugee-week/2022/a-choir/embed/",
        "/api/*",
        "/search/*",
        "/ar/search/*",
        "/sitemap.xml",
    } <= found
    assert not any(path.startswith("/press/") for path in found)
    assert EVERYTHING not in found


def test_addresses__of_a_page_that_has_moved_are_both():
    found = addresses_of([change("/press/new/", "/press/old/")])
    assert {"/press/new/", "/press/old/", "/press/old/embed/"} <= found


@pytest.mark.parametrize("path", ["/", "/ar/"])
def test_addresses__of_what_stands_on_every_page_are_all(path):
    assert addresses_of([change("/press/a/"), change(path)]) == {EVERYTHING}


def test_addresses__of_very_many_pages_are_all():
    changes = [change(f"/press/{number}/") for number in range(MOST)]
    assert addresses_of(changes) == {EVERYTHING}
    assert addresses_of([]) == set()


def test_addresses__are_written_in_one_way():
    written = "/ar/%D8%A3/"
    for path in ("/ar/أ/", "/ar/%D8%A3/", "/ar/%d8%a3/", "/%61r/%D8%A3/"):
        assert canonical(path) == written
    assert written in addresses_of([change("/ar/أ/")])
