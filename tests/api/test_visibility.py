"""What is not public reaches nobody through the API, by whatever way."""

from __future__ import annotations

import json

from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction

import pytest
import time_machine

from tests import factories
from tests.api.conftest import rich_release
from tests.hidden import HIDDEN, HOUR, draft, restrict


SECRET = "Secret embargoed title"


@pytest.fixture(params=sorted(HIDDEN))
def hidden(request, edition):
    """A page that is not public now and never was."""
    return HIDDEN[request.param](
        edition, title=SECRET, slug="secret-slug", introduction=SECRET
    )


@pytest.fixture
def pointing(hidden, home, press, edition):
    """Pages that lead to it in every way there is."""
    release = rich_release(press, hidden.get_parent().specific, hidden, slug="public")
    Redirect.add_redirect("/old", redirect_to=hidden)
    return release


#: Making pages with all that they can have takes time; these differ in the database.
DIFFERENT = ["alias_of_scheduled", "draft", "embargoed", "expired", "login"]


@pytest.mark.parametrize("hidden", DIFFERENT, indirect=True)
def test_hidden_page__is_told_by_no_answer(hidden, pointing, client):
    # Whoever asks: the API does not look at the session.
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
        (f"press-releases/{hidden.pk}/", "press-releases/999999/"),
        (f"pages/find/?id={hidden.pk}", "pages/find/?id=999999"),
        (f"stories/find/?id={hidden.pk}", "stories/find/?id=999999"),
        (
            "pages/find/?html_path=/refugee-week/2022/secret-slug/below",
            "pages/find/?html_path=/refugee-week/2022/no-such/below",
        ),
        (
            "pages/find/?html_path=/refugee-week/2022/secret-slug/",
            "pages/find/?html_path=/refugee-week/2022/no-such/",
        ),
        (f"pages/?child_of={hidden.pk}", "pages/?child_of=999999"),
        (f"pages/?descendant_of={hidden.pk}", "pages/?descendant_of=999999"),
        (f"pages/?ancestor_of={hidden.pk}", "pages/?ancestor_of=999999"),
        (f"pages/?translation_of={hidden.pk}", "pages/?translation_of=999999"),
        ("redirects/find/?html_path=/old", "redirects/find/?html_path=/never"),
    ]:
        with CaptureQueriesContext(connection) as captured:
            there = client.get(f"/api/v2/{path}")
        with CaptureQueriesContext(connection) as captured_nowhere:
            nowhere = client.get(f"/api/v2/{unknown}")
        assert len(captured) == len(captured_nowhere), path
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


def test_hidden_page__changes_no_list(hidden, client):
    """Filters and sorting find what they would find if it were not there."""
    paths = [
        "pages/?fields=*",
        f"pages/?id={hidden.pk}",
        "pages/?slug=secret-slug",
        f"pages/?title={SECRET}",
        "pages/?search=embargoed",
        "pages/?order=-title&limit=1",
        f"pages/?child_of={hidden.get_parent().pk}",
        "pages/?descendant_of=root",
        "pages/?type=refugeeweek.EventStoryPage&event_format=concert",
        "stories/?event_format=concert",
    ]
    with_it = [client.get(f"/api/v2/{path}").json() for path in paths]
    type(hidden).objects.all().delete()
    assert [client.get(f"/api/v2/{path}").json() for path in paths] == with_it


def test_alias__is_public_with_its_source(edition, story, get, client):
    alias = story.create_alias(parent=edition, update_slug="alias")
    assert get(f"pages/{alias.pk}/")["meta"]["alias_of"]["id"] == story.pk
    restrict(story)
    assert client.get(f"/api/v2/pages/{alias.pk}/").status_code == 410


GOING = {
    "unpublished": lambda page: page.unpublish(),
    "deleted": lambda page: page.delete(),
    "restricted": restrict,
}


@pytest.mark.parametrize("way", sorted(GOING))
def test_page__that_was_public_is_gone(story, client, way):
    paths = [
        f"pages/{story.pk}/",
        f"stories/{story.pk}/",
        f"pages/find/?id={story.pk}",
        f"pages/find/?html_path={story.url}",
    ]
    GOING[way](story)
    for path in paths:
        response = client.get(f"/api/v2/{path}")
        assert response.status_code == 410, path
        assert response.json() == {"message": "gone"}
        assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_page__that_expires_is_gone_at_its_second(story, client):
    story.expire_at = timezone.now() + HOUR
    story.save()
    assert client.get(f"/api/v2/pages/{story.pk}/").status_code == 200
    with time_machine.travel(story.expire_at, tick=False):
        assert client.get(f"/api/v2/pages/{story.pk}/").status_code == 410


def test_public_page__is_unknown_and_not_gone_where_its_type_is_not_listed(
    story, client
):
    assert client.get(f"/api/v2/press-releases/{story.pk}/").status_code == 404
    assert client.get(f"/api/v2/press-releases/find/?id={story.pk}").status_code == 404
    path = f"/api/v2/press-releases/find/?html_path={story.url}"
    assert client.get(path).status_code == 404


def test_gone_page__says_nothing_of_the_draft_in_its_place(edition, story, client):
    path = story.url
    story.delete()
    edition.refresh_from_db()
    secret = draft(edition, slug=story.slug)
    assert client.get(f"/api/v2/pages/{secret.pk}/").status_code == 404
    find = client.get("/api/v2/pages/find/", {"html_path": path})
    assert find.status_code == 410
    assert "Location" not in find.headers


def test_document_of_a_private_collection__is_given_to_nobody(tree, client):
    private = Collection.get_first_root_node().add_child(name="Press only")
    below = private.add_child(name="Below")
    CollectionViewRestriction.objects.create(
        collection=private, restriction_type=CollectionViewRestriction.LOGIN
    )
    type(factories.DocumentFactory()).objects.update(
        collection=below, title="CANARY document"
    )
    for page in tree:
        for form in ("html", "markdown", "db_html", "db_markdown"):
            path = f"/api/v2/pages/{page.pk}/?rich_text_format={form}"
            answer = client.get(path).content.decode()
            assert "CANARY" not in answer
            assert "/documents/" not in answer.replace("/api/v2/documents/", "")
            assert 'linktype=\\"document' not in answer
        html = client.get(page.url).content.decode()
        assert "CANARY" not in html
        assert 'href="/documents/' not in html
