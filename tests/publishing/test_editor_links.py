"""Editors are told of links to pages that visitors cannot see."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import Group
from django.core.management import call_command

from wagtail.models import Page, PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, rich_text, streamfield

import pytest

from cms.publishing.editor_links import hidden_links
from cms.publishing.editor_schedule import public_at
from cms.publishing.models import Bundle, BundlePage, BundleState
from tests import factories
from tests.publishing.editing import (
    EMBARGO,
    IN_WORDS,
    MINUTE,
    START,
    TYPED,
    allow,
    autosave,
    edit_url,
    make_editor,
    release_form,
    save,
    schedule,
    text_of,
)


DAY = datetime.timedelta(days=1)
PLAIN_WORDS = "Until visitors can see that page, they get plain words and no link."


@pytest.fixture(autouse=True)
def _clock(time_machine):
    time_machine.move_to(START, tick=False)


@pytest.fixture
def officer(press, editions, client):
    """A press officer who may also edit the stories."""
    user = make_editor("officer", press, "add", "change", "publish")
    allow(user, editions, "change")
    client.force_login(user)
    return user


@pytest.fixture
def release(press):
    """A public release."""
    return factories.PressReleasePageFactory(parent=press, title="Choir to sing")


@pytest.fixture
def secret(edition):
    """A story that nobody outside may see."""
    return factories.EventStoryPageFactory(
        parent=edition, title="Secret story", live=False
    )


def in_rich_text(page: Page) -> dict:
    link = f'<p>See <a linktype="page" id="{page.pk}">it</a>.</p>'
    return {"notes_to_editors": rich_text(link, features=["link"])}


def in_paragraph(page: Page) -> dict:
    link = f'<p>See <a linktype="page" id="{page.pk}">it</a>.</p>'
    return {"body": streamfield([("paragraph", rich_text(link, features=["link"]))])}


def in_field(page: Page) -> dict:
    return {"edition": str(page.pk)}


def in_row(page: Page) -> dict:
    return {"related_story_links": inline_formset([{"story": str(page.pk)}])}


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        (in_rich_text, "Notes to editors"),
        (in_paragraph, "Body → Paragraph"),
        (in_row, "Related story → Story"),
    ],
)
def test_publish__names_the_link(officer, release, secret, client, fields, place):
    words = text_of(save(client, release, "publish", **fields(secret)))
    assert "“Choir to sing” links to a page that visitors cannot see:" in words
    assert "“Secret story” : draft. Linked in:" in words
    assert place in words
    assert PLAIN_WORDS in words


def test_publish__link_in_a_field(officer, release, editions, client):
    hidden = factories.EditionPageFactory(parent=editions, year=2027, live=False)
    words = text_of(save(client, release, "publish", **in_field(hidden)))
    assert "links to a page that visitors cannot see:" in words
    assert "Linked in: Edition" in words


def test_publish__link_in_a_chooser_block(officer, release, secret, client):
    release.body = [("related_pages", {"pages": [secret]})]
    release.save_revision()
    words = text_of(client.get(edit_url(release)))
    assert "links to a page that visitors cannot see:" in words
    assert "Body → Related pages" in words


def test_publish__all_is_well(officer, release, story, client):
    words = text_of(save(client, release, "publish", **in_row(story)))
    assert "has been published" in words
    assert "cannot see" not in words


def test_two_links__are_counted_once_each(officer, release, secret, edition, client):
    other = factories.EventStoryPageFactory(parent=edition, title="Other", live=False)
    words = text_of(
        save(
            client,
            release,
            "publish",
            **in_rich_text(secret),
            related_story_links=inline_formset(
                [{"story": str(secret.pk)}, {"story": str(other.pk)}]
            ),
        )
    )
    assert "links to 2 pages that visitors cannot see:" in words
    assert "Notes to editors, Related story → Story" in words


def test_draft_over_a_live_page__is_warned_of_when_saved(
    officer, release, secret, client
):
    words = text_of(save(client, release, **in_row(secret)))
    # Once in the message, once above the form that is shown again.
    assert words.count("links to a page that visitors cannot see:") == 2


def test_mere_draft__is_told_above_the_form_only(officer, press, secret, client):
    draft = factories.PressReleasePageFactory(parent=press, title="Draft", live=False)
    words = text_of(save(client, draft, **in_row(secret)))
    assert words.count("links to a page that visitors cannot see:") == 1


def test_autosave__leaves_no_message_and_changes_the_line(
    officer, release, secret, client
):
    answer = autosave(client, release, **in_row(secret))
    assert answer.json()["success"]
    assert "links to a page that visitors cannot see:" in answer.json()["html"]
    home = text_of(client.get("/admin/"))
    assert "cannot see" not in home


def test_new_page__published_at_once(officer, press, secret, client):
    words = text_of(
        client.post(
            f"/admin/pages/add/press/pressreleasepage/{press.pk}/",
            release_form("publish", **in_row(secret)),
            follow=True,
        )
    )
    assert "links to a page that visitors cannot see:" in words


def test_bulk_publishing__warns_too(officer, press, secret, client):
    draft = factories.PressReleasePageFactory(parent=press, title="Draft", live=False)
    save(client, draft, **in_row(secret))
    words = text_of(
        client.post(
            f"/admin/bulk/wagtailcore/page/publish/?id={draft.pk}"
            f"&next=/admin/pages/{press.pk}/",
            follow=True,
        )
    )
    draft.refresh_from_db()
    assert draft.live
    assert "“Draft” links to a page that visitors cannot see:" in words


def test_both_scheduled_for_one_moment__all_is_well(officer, release, secret, client):
    schedule(secret)
    words = text_of(
        save(client, release, "publish", go_live_at=TYPED, **in_row(secret))
    )
    assert "has been scheduled" in words
    assert "cannot see" not in words


def test_scheduled_before_its_target__is_warned(officer, release, secret, client):
    schedule(secret, EMBARGO + MINUTE)
    words = text_of(
        save(client, release, "publish", go_live_at=TYPED, **in_row(secret))
    )
    assert f"On {IN_WORDS}, “Choir to sing” will link to a page" in words
    assert "embargoed until Sat 20 June 2026, 00:02 BST" in words


def test_target_that_expires_before__is_warned(officer, release, story, client):
    story.expire_at = START + MINUTE
    story.save()
    words = text_of(save(client, release, "publish", go_live_at=TYPED, **in_row(story)))
    assert "taken down on Fri 19 June 2026, 10:01 BST" in words


def test_target_of_others__is_not_named(release, press, secret, client):
    schedule(secret, EMBARGO + MINUTE)
    client.force_login(make_editor("other", press, "change", "publish"))
    message = (
        "A page that you may not edit: not public then. Linked in: Notes to editors"
    )
    fields = in_rich_text(secret)
    for words in (
        text_of(save(client, release, **fields)),
        text_of(save(client, release, "publish", go_live_at=TYPED, **fields)),
    ):
        assert message in words
        assert "Secret story" not in words
        assert "00:02" not in words


def test_title_of_a_target__is_escaped(officer, release, secret, client):
    secret.title = secret.draft_title = "<script>alert(1)</script>"
    secret.save()
    answer = save(client, release, "publish", **in_row(secret))
    assert "<script>alert(1)" not in answer.content.decode()


def test_unpublishing__shows_that_the_page_is_linked_to(
    home, release, story, client, django_user_model
):
    client.force_login(django_user_model.objects.create_superuser("root"))
    save(client, release, "publish", **in_row(story))
    words = text_of(client.get(f"/admin/pages/{story.pk}/unpublish/"))
    assert "referenced 1 time" in words.lower()


def restrict(page: Page, kind: str) -> None:
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=kind, password="secret"
    )
    restriction.groups.set(Group.objects.all()[:1])


def test_public_at__agrees_with_what_visitors_see_then(edition, time_machine):
    """The forecast, against the real scheduler and the real clock."""
    make = factories.EventStoryPageFactory
    always, hidden, early, late = (make(parent=edition, live=n == 0) for n in range(4))
    private, ending, short, bundled = (make(parent=edition) for _ in range(4))
    schedule(early, EMBARGO - MINUTE)
    schedule(late, EMBARGO + MINUTE)
    restrict(private, "login")
    ending.expire_at = EMBARGO
    ending.save()
    short.unpublish()
    schedule(short, EMBARGO - DAY / 4, expire_at=EMBARGO)
    bundled.unpublish()
    bundle = Bundle.objects.create(
        title="Day", go_live_at=EMBARGO, state=BundleState.APPROVED
    )
    BundlePage.objects.create(
        bundle=bundle, page=bundled, revision=bundled.save_revision()
    )
    pages = [always, hidden, early, late, private, ending, short, bundled]
    ids = {page.pk for page in pages}
    moments = [START, EMBARGO - MINUTE, EMBARGO - MINUTE / 60, EMBARGO, EMBARGO + DAY]
    forecast = {moment: public_at(ids, moment) for moment in moments}
    assert forecast[START] == {always.pk, ending.pk}
    assert forecast[EMBARGO] == {always.pk, early.pk, bundled.pk}
    for moment in moments:
        time_machine.move_to(moment, tick=False)
        call_command("run_scheduler", once=True)
        assert public_at(ids, moment) == forecast[moment], moment


def test_hidden_links__leaves_out_aliases_and_the_page_itself(press, release):
    alias = release.create_alias(parent=press, update_slug="alias")
    release.unpublish()
    assert hidden_links(alias, START) == []


@pytest.mark.parametrize(
    ("kind", "state"), [("login", "log in"), ("password", "password")]
)
def test_private_target__says_so(officer, release, story, client, kind, state):
    restrict(story, kind)
    words = text_of(save(client, release, "publish", **in_row(story)))
    assert "only for those who log in or know a password" in words
    assert state in words
