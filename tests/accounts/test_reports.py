"""The audit log: who published what, and who could not log in."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from wagtail.models import ModelLogEntry, PageLogEntry, PageViewRestriction

import pytest
import time_machine

from tests.accounts.conftest import log_in, signed_in


pytestmark = pytest.mark.django_db

PUBLICATIONS = "/admin/reports/publications/"
LOGINS = "/admin/reports/log-ins/"
SUMMER = datetime(2026, 6, 15, 11, 30, 5, tzinfo=UTC)
WINTER = datetime(2026, 1, 15, 11, 30, 5, tzinfo=UTC)


def publish(page, user):
    page.save_revision(user=user).publish(user=user)


def rows(client, **filters):
    """The rows of the exported table."""
    answer = client.get(PUBLICATIONS, {"export": "csv", **filters})
    text = b"".join(answer.streaming_content).decode()
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize("name", ["moderator", "administrator", "superuser"])
def test_publications__say_who_what_and_when_in_london(name, story, request):
    user = request.getfixturevalue(name)
    with time_machine.travel(SUMMER, tick=False):
        publish(story, user)
        text = signed_in(user).get(PUBLICATIONS).text
    assert story.title in text
    assert user.username in text
    assert "15 June 2026, 12:30:05 BST" in text


@pytest.mark.parametrize("name", ["editor", "press_officer"])
@pytest.mark.parametrize(
    "path", [PUBLICATIONS, f"{PUBLICATIONS}results/", f"{PUBLICATIONS}?export=csv"]
)
def test_publications__are_not_for_others(name, path, story, moderator, request):
    publish(story, moderator)
    client = signed_in(request.getfixturevalue(name))
    assert client.get(path).status_code == 302
    assert PUBLICATIONS not in client.get("/admin/").text


def test_publications__tell_of_all_that_changes_who_sees_a_page(
    story, moderator, press_officer, release
):
    publish(story, moderator)
    release.go_live_at = datetime.now(UTC) + timedelta(days=1)
    publish(release, press_officer)
    restriction = PageViewRestriction(page=story, restriction_type="login")
    restriction.save(user=moderator)
    restriction.delete(user=moderator)
    story.unpublish(user=moderator)
    pk, title = story.pk, story.title
    story.delete(user=moderator)
    found = [row["Action type"] for row in rows(signed_in(moderator))]
    for action in ("Publish", "Unpublish", "Delete", "Schedule publication"):
        assert action in found
    assert len([each for each in found if "view restriction" in each.lower()]) == 2
    assert PageLogEntry.objects.filter(page_id=pk, deleted=True).exists()
    assert title in signed_in(moderator).get(PUBLICATIONS).text


def test_publications__leave_out_what_is_only_work(story, moderator):
    story.save_revision(user=moderator, log_action=True)
    assert rows(signed_in(moderator)) == []


def test_publications__can_be_filtered(story, release, moderator, press_officer):
    with time_machine.travel(WINTER, tick=False):
        publish(story, moderator)
    with time_machine.travel(SUMMER, tick=False):
        publish(release, press_officer)
    client = signed_in(moderator)

    def names(**filters):
        return [row["Name"] for row in rows(client, **filters)]

    assert names() == [release.title, story.title]
    assert names(user=press_officer.pk) == [release.title]
    assert names(label=story.title) == [story.title]
    assert names(timestamp_from="2026-06-01") == [release.title]
    assert names(timestamp_to="2026-06-01") == [story.title]
    story.unpublish(user=moderator)
    assert names(action="wagtail.unpublish") == [story.title]


def test_publications__exported__have_london_times(story, moderator):
    with time_machine.travel(SUMMER, tick=False):
        publish(story, moderator)
    (row,) = rows(signed_in(moderator))
    assert row["Date/Time"] == "15 June 2026, 12:30:05 BST"
    assert row["User"] == "mona"
    assert row["Details"] == "No review"


def test_publications__cannot_be_changed(story, moderator):
    publish(story, moderator)
    client, before = signed_in(moderator), PageLogEntry.objects.count()
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(PUBLICATIONS).status_code == 405
    assert PageLogEntry.objects.count() == before


def test_publications__cost_as_many_queries_for_ten_as_for_one(
    story, moderator, django_assert_max_num_queries
):
    client = signed_in(moderator)
    for _number in range(10):
        publish(story, moderator)
    with django_assert_max_num_queries(60):
        client.get(PUBLICATIONS)


def test_logins__show_failures_to_administrators(client, administrator, editor):
    log_in(client, "edith", "wrong", REMOTE_ADDR="198.51.100.7")
    log_in(client, "who?", "wrong")
    text = signed_in(administrator).get(LOGINS).text
    assert "Wrong password" in text
    assert "edith" in text
    assert "198.51.100.0/24" in text
    assert "(unknown name)" in text
    assert "who?" not in text


def test_logins__are_not_for_moderators(client, moderator, editor):
    log_in(client, "edith", "wrong")
    browser = signed_in(moderator)
    assert browser.get(LOGINS).status_code == 302
    assert LOGINS not in browser.get("/admin/").text
    assert "Wrong password" not in browser.get(PUBLICATIONS).text
    site_history = browser.get(reverse("wagtailadmin_reports:site_history")).text
    assert "Wrong password" not in site_history


def test_logins__an_entry_about_nobody__does_not_break_the_site_history(
    client, superuser
):
    log_in(client, "who?", "wrong")
    url = reverse("wagtailadmin_reports:site_history")
    assert "(unknown name)" in signed_in(superuser).get(url).text
    user_type = ContentType.objects.get_for_model(superuser)
    assert ModelLogEntry.objects.get().content_type == user_type
