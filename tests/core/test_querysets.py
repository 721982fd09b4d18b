from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import Group
from django.utils import timezone

from wagtail.models import PageViewRestriction

import pytest

from cms.core.querysets import public_pages, specific_public_pages
from cms.core.renditions import existing_renditions
from press.models import (
    PressReleasePage,
    RelatedStoryLink,
    ReleaseAttachment,
    ReleaseContact,
)
from tests import factories


def is_public(page) -> bool:
    answers = {
        public_pages().filter(pk=page.pk).exists(),
        type(page).objects.public_now().filter(pk=page.pk).exists(),
        page.pk in specific_public_pages([page.pk]),
    }
    assert len(answers) == 1  # the rule is the same for every reader
    return answers.pop()


def test_public_now__shows_a_live_page(release):
    assert is_public(release)


def test_public_now__hides_a_draft(release):
    release.unpublish()
    assert not is_public(release)


@pytest.mark.parametrize(("hours", "public"), [(-1, True), (1, False)])
def test_public_now__waits_for_the_go_live_time(release, hours, public):
    release.go_live_at = timezone.now() + timedelta(hours=hours)
    release.save()
    assert is_public(release) is public


@pytest.mark.parametrize(("hours", "public"), [(-1, False), (1, True)])
def test_public_now__ends_at_the_expiry_with_no_job_run(release, hours, public):
    release.expire_at = timezone.now() + timedelta(hours=hours)
    release.save()
    assert release.live
    assert is_public(release) is public


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
@pytest.mark.parametrize("where", ["page", "parent"])
def test_public_now__hides_restricted_pages(release, press, kind, where):
    restriction = PageViewRestriction.objects.create(
        page=release if where == "page" else press,
        restriction_type=kind,
        password="secret" if kind == "password" else "",
    )
    restriction.groups.set(Group.objects.all())
    assert not is_public(release)


def test_with_relations__loads_rows_in_a_fixed_number_of_queries(
    press, edition, story, django_assert_max_num_queries
):
    contact = factories.PressContactFactory()
    document = factories.DocumentFactory()

    def add(number: int) -> None:
        for _ in range(number):
            page = factories.PressReleasePageFactory(
                parent=press, image=factories.ImageFactory(), edition=edition
            )
            page.release_contacts.add(ReleaseContact(contact=contact))
            page.release_attachments.add(ReleaseAttachment(document=document))
            page.related_story_links.add(RelatedStoryLink(story=story))
            page.save()

    def queries() -> int:
        with django_assert_max_num_queries(12) as captured:
            for page in PressReleasePage.objects.public_now().with_relations():
                assert existing_renditions(page.card_image)
                assert page.locale.language_code == "en"
                assert page.contacts == [contact]
                assert page.attachments == [document]
        return len(captured)

    add(1)
    few = queries()
    add(9)
    assert queries() == few
