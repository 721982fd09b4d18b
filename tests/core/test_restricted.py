"""Pages for some people only: those who are let in see the whole page."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wagtail.models import PageViewRestriction

import pytest
import time_machine
from bs4 import BeautifulSoup

from tests import factories


PASSWORD = "a-word-for-journalists"


@pytest.fixture
def picture(db):
    return factories.ImageFactory()


@pytest.fixture
def report(db):
    return factories.DocumentFactory()


@pytest.fixture
def story(edition, picture, report):
    body = [("document", {"document": report, "title": "The report"})]
    return factories.EventStoryPageFactory(parent=edition, image=picture, body=body)


@pytest.fixture
def readers(db):
    return Group.objects.create(name="Readers")


@pytest.fixture
def reader(readers):
    """Somebody who may log in and read, and nothing else."""
    user = get_user_model().objects.create_user("reader", "reader@example.org", "x")
    user.groups.add(readers)
    return user


def restrict(page, kind, **fields):
    return PageViewRestriction.objects.create(
        page=page, restriction_type=kind, **fields
    )


def give_password(client, restriction, page):
    return client.post(
        f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/",
        {"password": PASSWORD, "return_url": page.url},
    )


def files_on(response) -> list[str]:
    """Return the addresses of all files that a page names."""
    page = BeautifulSoup(response.content, "html.parser")
    urls = [each["src"] for each in page.select("main img[src]")]
    urls += [each["href"] for each in page.select("main a[href^='/documents/']")]
    for each in page.select("main source[srcset]"):
        urls += [part.split()[0] for part in each["srcset"].split(",")]
    return urls


@pytest.fixture(params=["password", "login", "group", "password above"])
def let_in(request, client, story, reader, readers):
    """Restrict the story and let the client in; return the restriction."""
    page = story.get_parent() if request.param == "password above" else story
    if request.param.startswith("password"):
        restriction = restrict(page, PageViewRestriction.PASSWORD, password=PASSWORD)
        give_password(client, restriction, page)
        return restriction
    client.force_login(reader)
    if request.param == "login":
        return restrict(page, PageViewRestriction.LOGIN)
    restriction = restrict(page, PageViewRestriction.GROUPS)
    restriction.groups.add(readers)
    return restriction


def test_restricted_page__shows_its_files_to_those_let_in(client, story, let_in):
    response = client.get(story.url)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    files = files_on(response)
    kinds = {url.partition("?")[0].rpartition(".")[2] for url in files}
    assert kinds == {"avif", "webp", "jpg", "pdf"}
    for url in files:
        answer = client.get(url)
        assert answer.status_code == 200, url
        assert answer["Cache-Control"] == "private, no-store"
        assert client.get(url.partition("?")[0]).status_code == 404


def test_restricted_page__gives_no_key_to_those_who_are_asked(client, story):
    restrict(story, PageViewRestriction.PASSWORD, password=PASSWORD)
    response = client.get(story.url)
    assert "key=" not in response.content.decode()


def test_public_page__has_no_keys(client, story):
    assert "key=" not in client.get(story.url).content.decode()


@pytest.mark.parametrize(
    "what_happens", ["hour over", "password changed", "other people", "unpublished"]
)
def test_key__ends_when_the_page_is_for_others(client, story, readers, what_happens):
    restriction = restrict(story, PageViewRestriction.PASSWORD, password=PASSWORD)
    give_password(client, restriction, story)
    url = files_on(client.get(story.url))[0]
    assert client.get(url).status_code == 200
    hour_over = what_happens == "hour over"
    if what_happens == "password changed":
        restriction.password = "another-word"
        restriction.save()
    elif what_happens == "other people":
        restriction.restriction_type = PageViewRestriction.GROUPS
        restriction.save()
        restriction.groups.add(readers)
    elif what_happens == "unpublished":
        story.unpublish()
    with time_machine.travel(timezone.now() + timedelta(hours=1 if hour_over else 0)):
        assert client.get(url).status_code == 404


@pytest.mark.parametrize(("is_restricted", "times"), [(False, 0), (True, 1)])
def test_served_page__asks_for_its_restrictions_once_if_at_all(
    client, story, is_restricted, times
):
    if is_restricted:
        restrict(story, PageViewRestriction.LOGIN)
    with CaptureQueriesContext(connection) as captured:
        client.get(story.url)
    asked = [
        q for q in captured if 'FROM "wagtailcore_pageviewrestriction"' in q["sql"]
    ]
    assert len(asked) == times
