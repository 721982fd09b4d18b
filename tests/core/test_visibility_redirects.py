"""A redirect tells no secret address, neither where it leads nor where it begins."""

from __future__ import annotations

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

import pytest

from tests import factories
from tests.hidden import HIDDEN, draft


@pytest.mark.parametrize("state", sorted(HIDDEN))
def test_redirect__to_a_hidden_page_is_not_followed(edition, client, state):
    page = HIDDEN[state](edition, slug="canary")
    never = client.get("/never/")
    Redirect.add_redirect("/old", redirect_to=page)
    response = client.get("/old/")
    assert response.status_code == never.status_code == 404
    assert response.content == never.content
    assert response.headers == never.headers


def test_redirect__to_a_public_page_is_followed(story, client):
    Redirect.add_redirect("/old", redirect_to=story)
    Redirect.add_redirect("/old?from=paper", redirect_to="https://example.org/")
    Redirect.add_redirect("/soon", redirect_to=story, is_permanent=False)
    assert client.get("/old/").url == story.url
    assert client.get("/old/?any=thing").url == story.url
    assert client.get("/old/?from=paper").url == "https://example.org/"
    assert client.get("/old/").status_code == 301
    assert client.get("/soon/").status_code == 302


def test_redirect__of_the_site_wins_over_that_of_all_sites(story, edition, client):
    Redirect.add_redirect("/old", redirect_to=edition)
    Redirect.add_redirect("/old", redirect_to=story, site=Site.objects.get())
    assert client.get("/old/").url == story.url


def test_redirect__is_found_under_letters_of_any_script(story, client):
    Redirect.add_redirect("/قديم", redirect_to=story)
    assert client.get("/قديم/").url == story.url


@pytest.mark.parametrize(
    "path", ["/[/", "/%00/", "/old;b;a/", "/%ff/", "/a" * 2000 + "/", "/x?q=%00"]
)
def test_redirect__is_not_found_under_nonsense(db, client, path):
    assert client.get(path, follow=True).status_code == 404
    find = {"html_path": path.replace("%00", "")}
    assert client.get("/api/v2/redirects/find/", find).status_code == 404
    find = {"html_path": f"/{path}"}  # what begins with two slashes names a host
    assert client.get("/api/v2/redirects/find/", find).status_code == 404


def rename(page, slug, django_capture_on_commit_callbacks):
    page.slug = slug
    with django_capture_on_commit_callbacks(execute=True):
        page.save()


def test_slug_of_a_draft__leads_nowhere_when_it_is_public(
    edition, client, django_capture_on_commit_callbacks
):
    page = draft(edition, slug="canary")
    rename(page, "public", django_capture_on_commit_callbacks)
    page.save_revision().publish()
    assert Redirect.objects.filter(old_path__endswith="canary").exists()
    assert client.get("/refugee-week/2022/public/").status_code == 200
    assert client.get("/refugee-week/2022/canary/").status_code == 404
    assert client.get("/api/v2/redirects/").json()["items"] == []
    find = "/api/v2/redirects/find/?html_path=/refugee-week/2022/canary/"
    assert client.get(find).status_code == 404


def test_slug_of_a_public_page__leads_to_its_new_address(
    edition, client, django_capture_on_commit_callbacks
):
    page = factories.EventStoryPageFactory(parent=edition, slug="before")
    rename(page, "after", django_capture_on_commit_callbacks)
    old = "/refugee-week/2022/before/"
    assert client.get(old).url == "/refugee-week/2022/after/"
    rows = client.get("/api/v2/redirects/").json()["items"]
    (listed,) = [row for row in rows if row["old_path"].endswith("/before")]
    assert listed["location"] == "http://localhost/refugee-week/2022/after/"
    page.unpublish()
    assert client.get(old).status_code == 410
    assert client.get("/api/v2/redirects/").json()["items"] == []


def test_slug_that_begins_alike__is_not_taken_for_the_public_one(
    edition, client, django_capture_on_commit_callbacks
):
    page = factories.EventStoryPageFactory(parent=edition, slug="song")
    page.unpublish()
    rename(page, "songs", django_capture_on_commit_callbacks)
    rename(page, "choir", django_capture_on_commit_callbacks)
    page.save_revision().publish()
    assert client.get("/refugee-week/2022/song/").status_code == 301
    assert client.get("/refugee-week/2022/songs/").status_code == 404


def test_move__leads_from_where_the_page_was_public(editions, edition, client):
    page = factories.EventStoryPageFactory(parent=edition, slug="public")
    other = factories.EditionPageFactory(parent=editions, year=2031)
    page.move(other, pos="last-child")
    assert client.get("/refugee-week/2022/public/").url == "/refugee-week/2031/public/"
