"""The API's rules hold for every answer about the sample site."""

from __future__ import annotations

from django.test import Client

import pytest

from tests.api.test_shapes import (
    test_every_nested_object__says_what_it_is,
    test_every_picture__has_what_a_page_needs_to_show_it,
    test_no_answer__has_a_bare_id,
    test_no_answer__has_a_relative_address,
)


__all__ = [
    "test_every_nested_object__says_what_it_is",
    "test_every_picture__has_what_a_page_needs_to_show_it",
    "test_no_answer__has_a_bare_id",
    "test_no_answer__has_a_relative_address",
]

pytestmark = pytest.mark.django_db

#: Each with the number of items in the sample content, where there must be some.
LISTINGS = {
    "pages/": 36,
    "editions/": 10,
    "stories/": 8,
    "press-releases/": 2,
    "images/": 26,
    "documents/": 0,
    "redirects/": 0,
    "partners/": 18,
    "programmes/": 2,
}


@pytest.fixture(scope="module")
def answers(sample_site, django_db_blocker) -> dict:
    """Every listing with all its fields, and every detail of its items."""
    client = Client()

    def get(path: str) -> dict:
        response = client.get(f"/api/v2/{path}")
        assert response.status_code == 200, path
        return response.json()

    found = {}
    with django_db_blocker.unblock():
        for name in LISTINGS:
            found[name] = get(f"{name}?fields=*&limit=100")
            for item in found[name]["items"]:
                path = f"{name}{item['id']}/"
                found[path] = get(path)
    return found


def test_listings__are_as_long_as_the_sample_content(answers):
    numbers = {name: answers[name]["meta"]["total_count"] for name in LISTINGS}
    assert numbers == LISTINGS
