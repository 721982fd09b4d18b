"""What is not public reaches nobody through the API, by whatever way."""

from __future__ import annotations

import datetime
import json

from django.contrib.auth import get_user_model
from django.utils import timezone

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

import pytest

from tests import factories
from tests.api.conftest import rich_release


SECRET = "Secret embargoed title"
HOUR = datetime.timedelta(hours=1)


def restrict(page):
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.LOGIN
    )


HIDING = {
    "draft": lambda page: setattr(page, "live", False),
    "embargoed": lambda page: setattr(page, "go_live_at", timezone.now() + HOUR),
    "expired": lambda page: setattr(page, "expire_at", timezone.now() - HOUR),
    "restricted": restrict,
}


@pytest.fixture(params=sorted(HIDING))
def hidden(request, edition):
    """A page that is not public now."""
    page = factories.EventStoryPageFactory(
        parent=edition, title=SECRET, slug="secret-slug", introduction=SECRET
    )
    HIDING[request.param](page)
    page.save()
    return page


@pytest.fixture
def pointing(hidden, home, press, edition):
    """Pages that lead to it in every way there is."""
    release = rich_release(press, hidden.get_parent().specific, hidden, slug="public")
    alias = hidden.create_alias(parent=edition, update_slug="alias")
    Redirect.add_redirect("/old", redirect_to=hidden)
    hidden.refresh_from_db()
    alias.delete()
    return release


@pytest.mark.parametrize("logged_in", [False, True])
def test_hidden_page__is_told_by_no_answer(hidden, pointing, client, logged_in):
    if logged_in:  # the API does not ask who somebody is
        client.force_login(get_user_model().objects.create_superuser("amina"))
    paths = [
        "pages/?fields=*&limit=100",
        "stories/?fields=*",
        "press-releases/?fields=*",
        "redirects/?fields=*",
        f"pages/?search={SECRET.split()[0]}",
        f"pages/{pointing.pk}/",
        f"pages/{pointing.pk}/?rich_text_format=markdown",
        f"pages/{pointing.pk}/?rich_text_format=db_html",
        f"pages/{pointing.pk}/?rich_text_format=db_markdown",
        "pages/?type=press.PressReleasePage&fields=*&rich_text_format=markdown",
    ]
    for path in paths:
        response = client.get(f"/api/v2/{path}")
        assert response.status_code == 200, path
        text = json.dumps(response.json(), ensure_ascii=False)
        assert SECRET not in text, path
        assert "secret-slug" not in text, path
        assert f'"id": {hidden.pk}, "meta": {{"type": "refugeeweek' not in text, path
        assert f'id="{hidden.pk}"' not in text.replace("\\", ""), path
        assert f"page?id={hidden.pk})" not in text, path


def test_hidden_page__is_like_one_that_never_was(hidden, client):
    for path, unknown in [
        (f"pages/{hidden.pk}/", "pages/999999/"),
        (f"stories/{hidden.pk}/", "stories/999999/"),
        (f"pages/find/?id={hidden.pk}", "pages/find/?id=999999"),
        (
            "pages/find/?html_path=/refugee-week/2022/secret-slug/",
            "pages/find/?html_path=/refugee-week/2022/no-such/",
        ),
        (f"pages/?child_of={hidden.pk}", "pages/?child_of=999999"),
        (f"pages/?translation_of={hidden.pk}", "pages/?translation_of=999999"),
        ("redirects/find/?html_path=/old", "redirects/find/?html_path=/never"),
    ]:
        there = client.get(f"/api/v2/{path}")
        nowhere = client.get(f"/api/v2/{unknown}")
        assert there.status_code == nowhere.status_code in (400, 404), path
        assert there.content == nowhere.content, path
        assert there.headers == nowhere.headers, path


def test_hidden_page__is_no_filter(press, editions, get):
    draft = factories.EditionPageFactory(parent=editions, live=False)
    factories.PressReleasePageFactory(parent=press, edition=draft)
    (release,) = get("press-releases/")["items"]
    assert release["edition"] is None
    assert get("press-releases/", edition=draft.pk)["items"] == []


def test_story__below_a_draft_edition_does_not_name_it(editions, get):
    draft = factories.EditionPageFactory(parent=editions, live=False)
    story = factories.EventStoryPageFactory(parent=draft)
    answer = get(f"pages/{story.pk}/")
    assert answer["edition"] is answer["meta"]["parent"] is None
    assert answer["meta"]["breadcrumbs"][-1]["id"] == editions.pk
    assert get("stories/")["items"][0]["edition"] is None


def test_alias__of_a_draft_does_not_name_it(home, get):
    page = factories.StandardPageFactory(parent=home)
    alias = page.create_alias(parent=home, update_slug="alias")
    page.live = False
    page.save()
    alias.live = True
    alias.save()
    assert get(f"pages/{alias.pk}/")["meta"]["alias_of"] is None
