from __future__ import annotations

import json

from django.db import connection
from django.test.utils import CaptureQueriesContext

from wagtail.rich_text import expand_db_html

import pytest

from cms.core.gathering import load_references
from cms.core.references import current_references, remember_references
from cms.core.rich_text import display_html
from home.models import StandardPage
from tests import factories
from tests.bodies import every_block


@pytest.fixture
def memory():
    with remember_references():
        yield current_references()


def test_load_references__costs_the_same_for_many_bodies(home, edition):
    def add(*numbers: int) -> None:
        for number in numbers:
            factories.StandardPageFactory(
                parent=home, body=every_block(edition), slug=f"page-{number}"
            )

    def queries() -> int:
        rows = list(StandardPage.objects.all())
        with CaptureQueriesContext(connection) as captured, remember_references():
            load_references(rows)
            for row in rows:
                assert row.body.stream_block.get_api_representation(row.body, {})
        return len(captured)

    add(1, 2)
    queries()  # warms what lasts longer than a request
    few = queries()
    add(3, 4, 5, 6, 7, 8)
    assert queries() == few


def test_references__remember_what_is_not_public(
    home, memory, django_assert_num_queries
):
    draft = factories.StandardPageFactory(parent=home, live=False)
    assert memory.pages([draft.pk, home.pk]) == {home.pk: home.page_ptr}
    with django_assert_num_queries(0):
        assert memory.pages([draft.pk]) == {}


def test_references__are_forgotten_when_the_request_ends(home):
    with remember_references():
        current_references().pages([home.pk])
    assert current_references() is not current_references()


def test_page_link__to_a_draft_is_plain_text(home):
    draft = factories.StandardPageFactory(parent=home, live=False, slug="secret-slug")
    html = expand_db_html(f'<p><a linktype="page" id="{draft.pk}">words</a></p>')
    assert html == "<p><a>words</a></p>"


@pytest.mark.parametrize("pk", ["0", "", "abc", "-1", "٣", "9" * 30])
def test_page_link__to_nonsense_is_plain_text(db, pk):
    assert expand_db_html(f'<a linktype="page" id="{pk}">words</a>') == "<a>words</a>"


def test_display_html__has_absolute_links_only(home, edition):
    document = factories.DocumentFactory()
    html = display_html(
        f'<a linktype="page" id="{edition.pk}">a</a>'
        f'<a linktype="document" id="{document.pk}">b</a>'
        '<a href="https://example.org/x">c</a><a href="/d">d</a><a href="//e">e</a>'
    )
    assert 'href="http://localhost/refugee-week/2022/"' in html
    assert f'href="http://localhost{document.url}"' in html
    assert 'href="https://example.org/x"' in html
    assert 'href="http://localhost/d"' in html
    assert 'href="//e"' in html


def test_api_shape__of_a_body_names_no_draft(home):
    secret = factories.StandardPageFactory(
        parent=home, live=False, title="CANARY title", slug="canary-slug"
    )
    page = factories.StandardPageFactory(parent=home, body=every_block(secret))
    shape = json.dumps(page.body.stream_block.get_api_representation(page.body, {}))
    assert "canary" not in shape.lower()
