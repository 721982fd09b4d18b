"""`find/` leads to pages that have moved, as the site itself does."""

from __future__ import annotations

from django.utils import timezone

from wagtail.contrib.redirects.models import Redirect

import pytest

from tests import factories
from tests.hidden import restrict


@pytest.fixture
def find(client):
    """Return the status, and the id where there is a page, for a path."""

    def ask(path, endpoint="pages"):
        response = client.get(f"/api/v2/{endpoint}/find/", {"html_path": path})
        if response.status_code != 302:
            return response.status_code
        return int(response.headers["Location"].split("/")[-2])

    return ask


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """Publish a page under another slug; Wagtail makes redirects after the commit."""

    def give(page, slug):
        page = type(page).objects.get(pk=page.pk)
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return give


@pytest.mark.parametrize("old", ["/who/", "/who", "who", "//who/"])
def test_renamed_page__is_found_at_its_old_path(home, find, old, rename):
    page = factories.StandardPageFactory(parent=home, slug="who")
    rename(page, "who-we-are")
    assert find(old) == find("/who-we-are/") == page.pk


def test_page_below_a_renamed_one__is_found(editions, story, find, rename):
    rename(editions, "weeks")
    assert find("/refugee-week/2022/living-library/") == story.pk


def test_moved_page__is_found_after_each_of_its_moves(home, find, rename):
    page = factories.StandardPageFactory(parent=home, slug="jobs")
    above = factories.StandardPageFactory(parent=home, slug="about")
    page.move(above, pos="last-child")
    rename(page, "our-jobs")
    for path in ("/jobs/", "/about/jobs/", "/about/our-jobs/"):
        assert find(path) == page.pk, path


def test_moved_page__in_another_language(arabic, find, rename):
    arabic.save_revision().publish()
    page = factories.StandardPageFactory(
        parent=arabic, slug="من-نحن", locale=arabic.locale
    )
    rename(page, "عنا")
    assert find("/ar/من-نحن/") == find("/ar/عنا/") == page.pk
    assert find("/من-نحن/") == 404


def test_page_at_an_old_path__wins_over_the_redirect(home, find, rename):
    old = factories.StandardPageFactory(parent=home, slug="who")
    rename(old, "who-we-are")
    new = factories.StandardPageFactory(parent=home, slug="who")
    assert find("/who/") == new.pk


def test_redirects__are_followed_one_after_the_other(home, find):
    page = factories.StandardPageFactory(parent=home, slug="who")
    Redirect.add_redirect("/first", redirect_to="/second/?x=1")
    Redirect.add_redirect("/second", redirect_to="http://localhost/third")
    Redirect.add_redirect("/third", redirect_to="/who/")
    assert find("/first/") == page.pk


def test_redirects__in_a_circle_lead_nowhere(home, find):
    Redirect.add_redirect("/one", redirect_to="/two")
    Redirect.add_redirect("/two", redirect_to="/one")
    assert find("/one/") == 404


@pytest.mark.parametrize("target", ["https://elsewhere.example/who/", "//[", "who"])
def test_redirect__to_another_site_is_no_page(home, find, target):
    factories.StandardPageFactory(parent=home, slug="who")
    Redirect.add_redirect("/old", redirect_to=target)
    assert find("/old/") == 404


def test_redirect__to_a_hidden_page_is_like_none(home, find):
    page = factories.StandardPageFactory(parent=home, slug="who", live=False)
    Redirect.add_redirect("/old", redirect_to=page)
    assert find("/old/") == find("/never/") == 404


def test_moved_page__that_is_hidden_now_is_gone(home, find, rename):
    page = factories.StandardPageFactory(parent=home, slug="who")
    rename(page, "who-we-are")
    restrict(page)
    assert find("/who/") == find("/who-we-are/") == 410


def test_moved_page__of_another_type_is_unknown(home, find, rename):
    page = factories.StandardPageFactory(parent=home, slug="who")
    rename(page, "who-we-are")
    assert find("/who/", "stories") == 404


def test_draft_that_was_renamed__is_unknown(home, find, rename):
    page = factories.StandardPageFactory(parent=home, slug="secret", live=False)
    rename(page, "told")
    page.refresh_from_db()
    assert page.live
    assert page.first_published_at <= timezone.now()
    assert find("/secret/") == 404
    assert find("/told/") == page.pk
