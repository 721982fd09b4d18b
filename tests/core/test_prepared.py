"""Queries whose SQL is kept: the rows are always those of now."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wagtail.models import Page

import pytest

from cms.core.prepared import Keys, Parameter, prepared
from cms.core.querysets import NOW, public_now
from tests import factories


pytestmark = pytest.mark.django_db

written = []


@prepared
def _by_slug():
    written.append(True)
    slug = Parameter("slug", Page._meta.get_field("slug"))
    return Page.objects.filter(slug=slug)


@prepared
def _titles():
    paths = Keys("paths", Page._meta.get_field("path"))
    rows = Page.objects.filter(path__any_of=paths).order_by("path")
    return rows.values_list("title", flat=True)


@prepared
def _public():
    keys = Keys("keys", Page._meta.pk)
    return public_now(Page.objects.filter(pk__any_of=keys), NOW).order_by("path")


def test_prepared__asks_the_database_each_time(home, django_assert_num_queries):
    page = factories.StandardPageFactory(parent=home, slug="a", title="Old")
    assert [row.title for row in _by_slug(slug="a")] == ["Old"]
    Page.objects.filter(pk=page.pk).update(title="New")
    before = len(written)
    with django_assert_num_queries(1):
        assert [row.title for row in _by_slug(slug="a")] == ["New"]
    assert len(written) == before
    assert _by_slug(slug="b") == []


def test_keys__take_any_number(home):
    pages = [factories.StandardPageFactory(parent=home) for _ in range(3)]
    assert _titles(paths=[]) == []
    assert _titles(paths=[pages[1].path]) == [pages[1].title]
    assert _titles(paths={page.path for page in pages}) == [p.title for p in pages]


def test_part__is_cut_out_by_the_database(home):
    pages = [factories.StandardPageFactory(parent=home) for _ in range(3)]
    paths = [page.path for page in pages]
    assert _titles(paths=paths, part=slice(1, 3)) == [p.title for p in pages[1:]]
    assert _titles(paths=paths, part=slice(0, 0)) == []


def test_moment__is_that_of_asking(home):
    now = timezone.now()
    page = factories.StandardPageFactory(parent=home)
    Page.objects.filter(pk=page.pk).update(expire_at=now + timedelta(hours=1))
    assert [row.pk for row in _public(keys=[page.pk], now=now)] == [page.pk]
    assert _public(keys=[page.pk], now=now + timedelta(hours=2)) == []


def test_languages__are_those_of_the_settings(home, settings):
    """The SQL of the rule names them."""
    page = factories.StandardPageFactory(parent=home)
    assert _public(keys=[page.pk], now=timezone.now())
    settings.WAGTAIL_CONTENT_LANGUAGES = [("ar", "Arabic")]
    assert _public(keys=[page.pk], now=timezone.now()) == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL plans so")
def test_plan__is_kept_by_the_server_whatever_the_values(home):
    asked = (
        "SELECT generic_plans, custom_plans FROM pg_prepared_statements"
        " WHERE statement LIKE %s"
    )
    for _time in range(12):
        assert _public(keys=[home.pk], now=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(asked, ['%"wagtailcore_page"%ANY%'])
        plans = cursor.fetchall()
    assert plans
    assert all(kept and not made_anew for kept, made_anew in plans)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL plans so")
def test_keys__are_an_array_whose_length_is_known(home):
    with CaptureQueriesContext(connection) as captured:
        assert _titles(paths=[home.path, "none"]) == [home.title]
    assert "= ANY(" in captured[0]["sql"]
    assert "unnest" not in captured[0]["sql"]
