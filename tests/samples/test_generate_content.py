"""`manage.py generate_content`: what it makes, and what it refuses."""

from __future__ import annotations

from django.core.management import CommandError
from django.db import transaction

from wagtail.models import Page, Site

import pytest

from cms.core.models import CustomImage
from refugeeweek.models import EditionPage, EventStoryPage
from tests.samples.bulk import few_pictures, generate


__all__ = ["few_pictures"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_pictures")]


def test_same_seed__makes_the_same(home):
    def made():
        with transaction.atomic():
            generate(editions=2, stories=3, press_releases=2, seed=5)
            rows = Page.objects.order_by("path").values_list("title", "url_path")
            titles = list(rows)
            texts = EventStoryPage.objects.order_by("path").values_list("introduction")
            texts = list(texts)
            transaction.set_rollback(True)
        return titles, texts

    pages, texts = made()
    assert len(pages) == 2 + 2 + 2 + 3 + 2
    assert made() == (pages, texts)


def test_same_seed__is_taken_once_on_a_site(home):
    generate(editions=1, seed=5)
    with pytest.raises(CommandError, match="seed 5 is here already"):
        generate(editions=1, seed=5)
    generate(editions=1, seed=6)
    assert EditionPage.objects.count() == 2


@pytest.mark.parametrize(
    ("amounts", "message"),
    [
        ({"stories": 1}, "ask for some editions"),
        ({"editions": 1000}, "There is room for 103 more"),
        ({"editions": -1}, "must not be negative"),
    ],
)
def test_impossible_amounts__make_nothing(home, amounts, message):
    with pytest.raises(CommandError, match=message):
        generate(**amounts)
    assert not CustomImage.objects.exists()


def test_site_without_a_home_page__is_refused(home):
    Site.objects.all().delete()
    with pytest.raises(CommandError, match="no home page"):
        generate(editions=1)


def test_production__is_asked_twice(home, settings):
    settings.SECURE_SSL_REDIRECT = True
    with pytest.raises(CommandError, match="--in-production"):
        generate(editions=1)
    generate(editions=1, in_production=True)
    assert EditionPage.objects.exists()
