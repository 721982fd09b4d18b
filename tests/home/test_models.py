from __future__ import annotations

from wagtail.models import Locale, Page, Site

import pytest

from home.models import HomePage, StandardPage
from tests import factories


def test_first_page__is_the_root_of_a_new_site(home):
    site = Site.objects.get()
    assert site.is_default_site
    assert site.root_page_id == home.pk
    assert home.url == "/"


def test_locales__are_there_from_the_start(db):
    assert set(Locale.objects.values_list("language_code", flat=True)) == {"en", "ar"}


def test_home_page__stands_below_the_root_only(home):
    assert HomePage.allowed_parent_page_models() == [Page]


def test_home_page__is_one_for_each_language(home):
    root = Page.get_first_root_node()
    assert not HomePage.can_create_at(root)
    translation = home.copy_for_translation(Locale.objects.get(language_code="ar"))
    translation.save_revision().publish()
    assert translation.url == "/ar/"
    assert translation.alias_of_id is None


def test_standard_page__stands_below_home_and_its_kind(home):
    assert set(StandardPage.allowed_parent_page_models()) == {HomePage, StandardPage}
    parent = factories.StandardPageFactory(parent=home, slug="our-work")
    child = factories.StandardPageFactory(parent=parent, slug="health")
    assert child.url == "/our-work/health/"


@pytest.mark.parametrize(
    ("search_description", "expected"),
    [("", "What this page is about."), ("For engines", "For engines")],
)
def test_description__falls_back_to_the_introduction(
    home, search_description, expected
):
    page = factories.StandardPageFactory(
        parent=home, search_description=search_description
    )
    assert page.description == expected
