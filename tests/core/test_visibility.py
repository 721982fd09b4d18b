"""The rule of who may see a page, asked in every way that the project asks it."""

from __future__ import annotations

from django.utils import timezone

from wagtail.models import Locale, Page, Site

import pytest
import time_machine

from cms.core.querysets import public_pages, servable_now
from cms.core.references import References
from tests import factories
from tests.hidden import HIDDEN, HOUR, KINDS, RESTRICTED, UNKNOWN, draft, restrict


def below(page: Page) -> Page:
    """Return a page that is not stored, as if it stood below `page`."""
    return Page(path=f"{page.path}0001", depth=page.depth + 1)


def is_public(page: Page) -> bool:
    """Ask everywhere: the rule is the same for a set and for a single page."""
    answers = {
        public_pages().filter(pk=page.pk).exists(),
        type(page).objects.public_now().filter(pk=page.pk).exists(),
        page.pk in References().pages([page.pk]),
        page.path in {row.path for row in References().above(below(page))},
        page.is_public_now,
        type(page).objects.get(pk=page.pk).is_public_now,
    }
    assert len(answers) == 1
    return answers.pop()


def is_servable(page: Page) -> bool:
    return servable_now(Page.objects.filter(pk=page.pk)).exists()


@pytest.mark.parametrize("state", sorted(HIDDEN))
def test_rule__hides(edition, state):
    page = HIDDEN[state](edition, slug="canary")
    assert not is_public(page)
    assert is_servable(page) is (state in RESTRICTED)


@pytest.mark.parametrize("state", sorted(UNKNOWN))
def test_rule__hides_what_stands_below_a_restriction_too(edition, state):
    restrict(edition)
    page = UNKNOWN[state](edition, slug="canary")
    assert not is_public(page)
    assert not is_servable(page)


@pytest.mark.parametrize("kind", KINDS)
def test_rule__hides_what_stands_below_a_restriction(edition, story, kind):
    assert is_public(story)
    restriction = restrict(edition.get_parent(), kind)
    assert not is_public(story)
    assert is_servable(story)
    restriction.delete()
    assert is_public(story)


def test_rule__is_not_misled_by_a_similar_path(edition, story):
    """A restriction on a page holds for those below it, not for its neighbours."""
    neighbours = [draft(edition) for _ in range(3)]
    for page in neighbours:
        restrict(page)
    assert is_public(story)
    assert is_public(edition)


def test_rule__changes_at_the_second(edition):
    now = timezone.now().replace(microsecond=0)
    page = factories.EventStoryPageFactory(
        parent=edition, go_live_at=now + HOUR, expire_at=now + 2 * HOUR
    )
    second = HOUR / 3600
    for moment, public in [
        (now + HOUR - second, False),
        (now + HOUR, True),
        (now + 2 * HOUR - second, True),
        (now + 2 * HOUR, False),
    ]:
        with time_machine.travel(moment, tick=False):
            assert is_public(page) is public


def test_rule__lets_an_alias_follow_its_source(edition, story):
    alias = story.create_alias(parent=edition, update_slug="alias")
    second = alias.create_alias(parent=edition, update_slug="second")
    assert is_public(alias)
    assert is_public(second)
    expire_at = timezone.now() + HOUR
    story.expire_at = expire_at
    story.save()
    with time_machine.travel(expire_at, tick=False):
        assert not is_public(alias)
        assert not is_public(second)


def test_rule__hides_an_alias_while_its_source_is_restricted_from_above(
    home, edition, story
):
    index = factories.PressReleaseIndexPageFactory(parent=home)
    alias = story.create_alias(parent=index, update_slug="alias")
    assert is_public(alias)
    restrict(edition)
    assert not is_public(alias)


def test_rule__hides_what_stands_in_no_site(db):
    root = Page.objects.get(depth=1)
    elsewhere = factories.HomePageFactory(parent=root, slug="other")
    below = factories.StandardPageFactory(parent=elsewhere)
    assert not is_public(elsewhere)
    assert not is_public(below)
    Site.objects.create(hostname="other.example", root_page=elsewhere)
    assert is_public(below)


def test_rule__hides_a_page_in_the_tree_of_another_language(home):
    arabic, _created = Locale.objects.get_or_create(language_code="ar")
    page = factories.StandardPageFactory(parent=home)
    assert is_public(page)
    page.locale = arabic
    page.save()
    assert not is_public(page)
    arabic_home = home.copy_for_translation(arabic)
    assert not is_public(arabic_home)
    arabic_home.save_revision().publish()
    assert is_public(type(home).objects.get(pk=arabic_home.pk))


def test_rule__hides_a_language_that_the_site_no_longer_has(home, settings):
    arabic, _created = Locale.objects.get_or_create(language_code="ar")
    arabic_home = home.copy_for_translation(arabic)
    arabic_home.save_revision().publish()
    arabic_home.refresh_from_db()
    assert is_public(arabic_home)
    settings.WAGTAIL_CONTENT_LANGUAGES = [("en", "English")]
    assert list(public_pages().values_list("pk", flat=True)) == [home.pk]


def test_rule__asks_nothing_beforehand(edition, django_assert_num_queries):
    restrict(edition)
    with django_assert_num_queries(1):
        list(public_pages().values_list("pk"))
