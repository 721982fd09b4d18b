"""What the log tells of each way in which the public view of pages changes."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from wagtail.models import Locale, Page, PageViewRestriction

import pytest
import time_machine

from cms.changes.models import ContentChange, PublishedPage
from cms.changes.recorder import reconcile
from tests import factories
from tests.hidden import restrict


HOUR = timedelta(hours=1)
LINK = '<p>See <a linktype="page" id="{}">the story</a>.</p>'


def test_log__page_published_updated_taken_down_and_published_again(
    release, told, publish
):
    publish(release, title="A choir sings")
    assert told() == [("updated", release.pk)]
    release.unpublish()
    assert told() == [("unpublished", release.pk)]
    publish(release)
    assert told() == [("published", release.pk)]


def test_log__tells_where_a_page_is_and_no_word_of_it(release):
    row = ContentChange.objects.get(page_id=release.pk)
    assert (row.page_type, row.locale) == ("press.PressReleasePage", "en")
    assert row.path == release.get_url()
    assert row.html_url == f"http://localhost{release.get_url()}"
    stored = {field.name for field in ContentChange._meta.fields}
    assert not stored & {"title", "text", "body", "introduction"}


def test_log__drafts_leave_no_trace(press, told):
    draft = factories.PressReleasePageFactory(parent=press, live=False)
    draft.title = "Secret"
    draft.save_revision()
    draft.slug = "elsewhere"
    draft.save()
    restrict(draft)
    draft.copy(update_attrs={"slug": "copy", "live": False})
    draft.refresh_from_db()
    draft.delete()
    assert told() == []


def test_log__draft_over_a_public_page_and_a_lock_leave_no_trace(release, told):
    release.title = "Not yet"
    release.save_revision()
    release.locked = True
    release.save(update_fields=["locked"])
    assert told() == []


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_log__nothing_of_what_is_rolled_back(transactional_db, release, told, publish):
    with transaction.atomic():
        publish(release, title="Never")
        transaction.set_rollback(True)
    assert told() == []


def test_log__one_row_for_all_that_a_transaction_does_to_a_page(release, told, publish):
    with transaction.atomic():
        publish(release, title="First")
        release.unpublish()
        publish(release, title="Second")
    assert told() == [("updated", release.pk)]


def test_log__new_slug_moves_all_below(home, told, publish):
    parent = factories.StandardPageFactory(parent=home, slug="what-we-do")
    page = factories.StandardPageFactory(parent=parent, slug="data")
    told()
    publish(parent, slug="our-work")
    assert told()[:2] == [("moved", parent.pk), ("moved", page.pk)]
    row = ContentChange.objects.get(page_id=page.pk, event="moved")
    assert (row.previous_path, row.path) == ("/what-we-do/data/", "/our-work/data/")


def test_log__move_of_a_branch(editions, edition, story, told):
    other = factories.EditionPageFactory(parent=editions, year=2023)
    told()
    story.move(other, "last-child")
    assert told() == [("moved", story.pk)]


def test_log__new_order_of_pages_is_told_of_nobody_else(editions, edition, told):
    other = factories.EditionPageFactory(parent=editions, year=2023)
    told()
    other.move(edition, "left")
    assert [pk for _event, pk in told()] == [other.pk]


def test_log__deleted_tree(edition, story, told):
    second = factories.EventStoryPageFactory(parent=edition)
    told()
    edition.delete()
    gone = {("deleted", page) for page in (edition.pk, story.pk, second.pk)}
    assert gone <= set(told())
    assert not PublishedPage.objects.filter(pk__in=[edition.pk, story.pk])


def test_log__restriction_of_a_page_above_and_its_end(edition, story, told):
    restriction = restrict(edition)
    assert told() == [("restricted", edition.pk), ("restricted", story.pk)]
    restriction.delete()
    assert told() == [("opened", edition.pk), ("opened", story.pk)]


def test_log__restriction_that_is_made_weaker_opens_nothing(edition, story, told):
    restriction = restrict(edition, "login")
    told()
    restriction.restriction_type = PageViewRestriction.PASSWORD
    restriction.save()
    assert told() == []


def test_log__scheduled_page_appears_and_expires(press, told):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        draft = factories.PressReleasePageFactory(parent=press, live=False)
        draft.go_live_at = timezone.now() + HOUR
        draft.expire_at = timezone.now() + 2 * HOUR
        draft.save_revision().publish()
        assert told() == []
        clock.shift(HOUR)
        call_command("publish_scheduled")
        assert told() == [("published", draft.pk)]
        clock.shift(HOUR)
        call_command("publish_scheduled")
        assert told() == [("expired", draft.pk)]


def test_log__alias_comes_changes_and_goes_with_its_source(
    edition, story, told, publish
):
    alias = story.create_alias(parent=edition, update_slug="again")
    assert ("published", alias.pk) in told()
    publish(story, title="Another title")
    assert set(told()) == {("updated", story.pk), ("updated", alias.pk)}
    restrict(story)
    assert told() == [("restricted", story.pk), ("unpublished", alias.pk)]


def test_log__copy_of_a_branch(editions, edition, story, told):
    edition.copy(
        recursive=True, update_attrs={"slug": "2030", "year": 2030}, keep_live=True
    )
    copies = Page.objects.filter(url_path__contains="/2030/").values_list(
        "pk", flat=True
    )
    assert {("published", pk) for pk in copies} <= set(told())
    assert len(copies) == 2


def test_log__translation_changes_the_page_that_it_translates(home, told, publish):
    arabic = Locale.objects.get(language_code="ar")
    told()
    translation = home.copy_for_translation(arabic)
    assert told() == []
    publish(translation)
    assert set(told()) == {("published", translation.pk), ("updated", home.pk)}


def test_log__page_that_shows_the_title_of_another(home, story, told, publish):
    page = factories.StandardPageFactory(
        parent=home, body=[("paragraph", LINK.format(story.pk))]
    )
    told()
    publish(story, introduction="Only its own text is new.")
    assert told() == [("updated", story.pk)]
    publish(story, title="Another title")
    assert told() == [("updated", story.pk), ("updated", page.pk)]
    story.unpublish()
    assert told() == [("unpublished", story.pk), ("updated", page.pk)]


def test_log__page_that_leads_to_one_that_is_deleted(home, edition, story, told):
    draft = factories.EventStoryPageFactory(parent=edition, live=False)
    links = LINK.format(story.pk) + LINK.format(draft.pk)
    page = factories.StandardPageFactory(parent=home, body=[("paragraph", links)])
    told()
    draft.delete()
    assert told() == []
    story.delete()
    assert set(told()) == {("deleted", story.pk), ("updated", page.pk)}


def test_log__breadcrumbs_of_pages_below(edition, story, told, publish):
    publish(edition, title="Healing")
    assert told() == [("updated", edition.pk), ("updated", story.pk)]


def test_log__bulk_action_in_the_admin(client, edition, story, told):
    second = factories.EventStoryPageFactory(parent=edition)
    client.force_login(get_user_model().objects.create_superuser("admin"))
    told()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    client.post(f"{url}?id={story.pk}&id={second.pk}")
    assert sorted(told()) == [("unpublished", story.pk), ("unpublished", second.pk)]


def test_reconcile__finds_what_nobody_noted(release, told):
    Page.objects.filter(pk=release.pk).update(live=False)
    assert told() == []
    assert reconcile() == 1
    assert told() == [("unpublished", release.pk)]
    assert reconcile() == 0
    Page.objects.filter(pk=release.pk).update(live=True, title="Written by SQL")
    assert reconcile() == 1
    assert told() == [("published", release.pk)]


def test_reconcile__finds_what_the_clock_did(press, told):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        page = factories.PressReleasePageFactory(
            parent=press, go_live_at=timezone.now() + HOUR
        )
        assert reconcile() == 0
        clock.shift(HOUR)
        reconcile()
        assert told() == [("published", page.pk)]


def test_log__page_below_one_that_is_not_public(home, told):
    hidden = factories.StandardPageFactory(parent=home, slug="hidden", live=False)
    page = factories.StandardPageFactory(parent=hidden, slug="page")
    assert told() == [("published", page.pk)]
    hidden.slug = "elsewhere"
    hidden.save()
    assert told() == [("moved", page.pk)]
    restriction = restrict(hidden)
    assert told() == [("restricted", page.pk)]
    restriction.delete()
    assert told() == [("opened", page.pk)]
