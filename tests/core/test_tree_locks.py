"""Pages that are moved at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from wagtail.models import Page

import pytest

from tests import factories


pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

MOVERS, MOVES = 4, 5


def test_moves_at_the_same_time__leave_the_tree_in_order(home):
    sections = factories.StandardPageFactory.create_batch(2, parent=home)
    pages = factories.StandardPageFactory.create_batch(MOVERS, parent=sections[0])

    def move(number):
        try:
            for step in range(MOVES):
                page = Page.objects.get(pk=pages[number].pk)
                section = sections[(number + step) % 2]
                page.move(Page.objects.get(pk=section.pk), pos="last-child")
        finally:
            connection.close()

    with ThreadPoolExecutor(MOVERS) as pool:
        list(pool.map(move, range(MOVERS)))
    assert not any(Page.find_problems())
    for section in sections:
        section.refresh_from_db()
        assert section.numchild == section.get_children().count()


def test_move__is_of_where_the_pages_are_now(home):
    """Somebody has moved both since they were loaded."""
    one, two, three = factories.StandardPageFactory.create_batch(3, parent=home)
    page = Page.objects.get(pk=one.pk)
    target = Page.objects.get(pk=two.pk)
    Page.objects.get(pk=two.pk).move(Page.objects.get(pk=three.pk), pos="last-child")
    Page.objects.get(pk=one.pk).move(Page.objects.get(pk=three.pk), pos="last-child")
    page.move(target, pos="last-child")
    assert not any(Page.find_problems())
    assert Page.objects.get(pk=one.pk).get_parent().pk == two.pk
    assert (
        Page.objects.get(pk=one.pk).get_url()
        == f"{three.get_url()}{two.slug}/{one.slug}/"
    )


def test_save__leaves_a_page_where_it_was_moved_meanwhile(home):
    one, two = factories.StandardPageFactory.create_batch(2, parent=home)
    below = factories.StandardPageFactory(parent=one)
    stale, stale_parent = (type(one).objects.get(pk=p.pk) for p in (below, one))
    below.move(Page.objects.get(pk=two.pk), pos="last-child")
    stale.title = "Another title"
    stale.save()
    stale_parent.save()
    assert not any(Page.find_problems())
    assert Page.objects.get(pk=below.pk).get_url() == f"{two.get_url()}{below.slug}/"
    assert Page.objects.get(pk=below.pk).title == "Another title"


def test_new_pages_at_the_same_time__stand_beside_each_other(home):
    def make(number):
        try:
            parent = Page.objects.get(pk=home.pk)
            for step in range(MOVES):
                slug = f"page-{number}-{step}"
                factories.StandardPageFactory(parent=parent, slug=slug)
        finally:
            connection.close()

    with ThreadPoolExecutor(MOVERS) as pool:
        list(pool.map(make, range(MOVERS)))
    assert not any(Page.find_problems())
    home.refresh_from_db()
    assert home.numchild == home.get_children().count() >= MOVERS * MOVES
