"""Bundles in the admin, over HTTP, as editors meet them."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from wagtail.models import Page
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    querydict_from_html,
)

import pytest
from bs4 import BeautifulSoup

from cms.publishing.models import Bundle, BundleState
from tests.publishing.conftest import MINUTE, bundle_of, member
from tests.publishing.test_bundles import approved


def form(pages, when="2026-06-15 10:01", title="Launch"):
    return nested_form_data(
        {
            "title": title,
            "go_live_at": when,
            "entries": inline_formset([{"page": page.pk} for page in pages]),
        }
    )


def add(client, pages, **changes):
    return client.post(reverse("bundle:add"), form(pages, **changes))


def own_page(bundle):
    return reverse("bundle:inspect", args=[bundle.pk])


def text_of(response):
    """Return what is on a page, in one line."""
    return " ".join(BeautifulSoup(response.content, "html.parser").text.split())


def press_button(client, bundle, label):
    """Press a button on the bundle's own page; return what comes then."""
    soup = BeautifulSoup(client.get(own_page(bundle)).content, "html.parser")
    button = next(b for b in soup.find_all("button") if b.text.strip() == label)
    fields = button.find_parent("form").find_all("input", attrs={"name": True})
    data = {field["name"]: field["value"] for field in fields}
    data[button["name"]] = button["value"]
    return client.post(own_page(bundle), data, follow=True)


def buttons(client, bundle):
    soup = BeautifulSoup(client.get(own_page(bundle)).content, "html.parser")
    return [
        button.text.strip()
        for button in soup.find_all("button", attrs={"name": "step"})
    ]


@pytest.fixture
def as_author(client, author):
    client.force_login(author)
    return client


@pytest.fixture
def as_approver(client_of, approver):
    return client_of(approver)


@pytest.fixture
def client_of(db):
    def log_in(user):
        client = Client()
        client.force_login(user)
        return client

    return log_in


def test_add__times_are_those_of_london(as_author, drafts):
    response = add(as_author, drafts)
    bundle = Bundle.objects.get()
    assert response.url == own_page(bundle)
    assert bundle.go_live_at == datetime.datetime(
        2026, 6, 15, 9, 1, tzinfo=datetime.UTC
    )
    assert [entry.page_title for entry in bundle.entries.all()] == [
        "News 0",
        "News 1",
        "News 2",
    ]
    edit = as_author.get(reverse("bundle:edit", args=[bundle.pk]))
    assert 'value="2026-06-15 10:01"' in edit.text
    listing = text_of(as_author.get(reverse("bundle:index")))
    assert "Mon 15 June 2026, 10:01 BST" in listing
    assert "“News 0”, “News 1”, “News 2”" in listing


@pytest.mark.parametrize(
    ("when", "problem"),
    [
        ("2026-06-15 09:59", "This time is past."),
        ("2027-03-28 01:30", "01:30 does not exist on Sunday 28 March 2027"),
        ("2026-10-25 01:30", "01:30 happens twice on Sunday 25 October 2026"),
        ("next Friday", "Enter a valid date/time."),
    ],
)
def test_add__bad_time__says_what_is_wrong(as_author, drafts, when, problem):
    response = add(as_author, drafts, when=when)
    assert problem in text_of(response)
    assert not Bundle.objects.exists()


@pytest.mark.parametrize(
    ("when", "utc"),
    [
        ("2027-03-28 00:59", "2027-03-28T00:59:00+00:00"),
        ("2027-03-28 02:00", "2027-03-28T01:00:00+00:00"),
        ("2026-10-25 00:59", "2026-10-24T23:59:00+00:00"),
        ("2026-10-25 02:00", "2026-10-25T02:00:00+00:00"),
    ],
)
def test_bundle__goes_live_right_beside_a_clock_change(
    as_author, drafts, when, utc, clock, author, approver
):
    add(as_author, drafts, when=when)
    bundle = Bundle.objects.get()
    moment = datetime.datetime.fromisoformat(utc)
    assert bundle.go_live_at == moment
    approved(bundle, author, approver)
    for at, state in [
        (moment - datetime.timedelta(seconds=1), BundleState.APPROVED),
        (moment, BundleState.PUBLISHED),
    ]:
        clock.move_to(at, tick=False)
        call_command("run_scheduler", once=True)
        bundle.refresh_from_db()
        assert bundle.state == state


def test_add__page_twice_or_in_another_bundle__says_so(as_author, drafts):
    assert "This page is in the bundle twice." in text_of(
        add(as_author, [drafts[0], drafts[0]])
    )
    bundle_of(drafts[:1], title="Other")
    assert "This page is already in the bundle “Other”." in text_of(
        add(as_author, drafts)
    )


def test_add__page_that_the_editor_may_not_edit__learns_nothing(
    client_of, home, drafts, edition
):
    stranger = member("stranger", edition, ["add", "change"], "add_bundle")
    bundle_of(drafts[:1], title="Other")
    response = add(client_of(stranger), drafts[:1])
    assert "You may not edit this page" in text_of(response)
    assert "Other" not in response.text
    assert Bundle.objects.count() == 1


def test_bundle__from_draft_to_published(as_author, as_approver, drafts, clock):
    add(as_author, drafts)
    bundle = Bundle.objects.get()
    assert buttons(as_author, bundle) == ["Submit for approval"]
    said = text_of(press_button(as_author, bundle, "Submit for approval"))
    assert "The bundle waits for approval." in said
    assert "You submitted this bundle, so somebody else must approve it." in said
    assert buttons(as_author, bundle) == ["Back to draft"]

    assert buttons(as_approver, bundle) == ["Approve", "Back to draft"]
    said = text_of(press_button(as_approver, bundle, "Approve"))
    assert "go live on Mon 15 June 2026, 10:01 BST" in said
    assert buttons(as_approver, bundle) == ["Withdraw the approval"]

    bundle.refresh_from_db()
    clock.move_to(bundle.go_live_at, tick=False)
    call_command("run_scheduler", once=True)
    assert buttons(as_approver, bundle) == []
    assert as_author.get("/press/news-0/").status_code == 200
    history = text_of(as_approver.get(reverse("bundle:history", args=[bundle.pk])))
    for step in ("Submitted for approval", "Approved", "Published on time"):
        assert step in history


def test_approve__page_changed_since_it_was_shown__look_again(
    as_author, as_approver, bundle, drafts, author
):
    press_button(as_author, bundle, "Submit for approval")
    shown = BeautifulSoup(as_approver.get(own_page(bundle)).content, "html.parser")
    seen = shown.find("input", attrs={"name": "seen"})["value"]
    drafts[0].save_revision(user=author)
    response = as_approver.post(
        own_page(bundle), {"step": "approve", "seen": seen}, follow=True
    )
    assert "Look at it again before you approve it." in text_of(response)
    bundle.refresh_from_db()
    assert bundle.state == BundleState.IN_REVIEW


def test_post__by_hand__what_has_no_button_is_refused(
    as_author, bundle, drafts, author
):
    press_button(as_author, bundle, "Submit for approval")
    for step in ("approve", "submit", "publish", ""):
        as_author.post(own_page(bundle), {"step": step, "seen": ""})
        bundle.refresh_from_db()
        assert bundle.state == BundleState.IN_REVIEW


def test_bundles__without_rights__forbidden(client_of, home, bundle):
    client = client_of(member("reader", home, ["add", "change"]))
    for url in (
        reverse("bundle:index"),
        reverse("bundle:add"),
        own_page(bundle),
        reverse("bundle:edit", args=[bundle.pk]),
        reverse("bundle:delete", args=[bundle.pk]),
        reverse("bundle:history", args=[bundle.pk]),
    ):
        response = client.get(url, follow=True)
        assert "News" not in response.text
        assert "Launch" not in response.text
    client.post(own_page(bundle), {"step": "submit"})
    bundle.refresh_from_db()
    assert bundle.state == BundleState.DRAFT


@pytest.mark.parametrize("name", ["edit", "delete"])
def test_bundle__handed_on__is_not_changed(
    as_author, bundle, drafts, author, approver, name
):
    approved(bundle, author, approver)
    url = reverse(f"bundle:{name}", args=[bundle.pk])
    for response in (
        as_author.get(url, follow=True),
        as_author.post(url, form(drafts[:1], title="Changed"), follow=True),
    ):
        assert "Withdraw the bundle first" in text_of(response)
    bundle.refresh_from_db()
    assert (bundle.title, bundle.entries.count()) == ("Launch", 3)


def test_page_of_approved_bundle__editor_says_why_it_is_locked(
    as_approver, bundle, drafts, author, approver
):
    approved(bundle, author, approver)
    url = reverse("wagtailadmin_pages:edit", args=[drafts[0].pk])
    response = as_approver.get(url)
    said = text_of(response)
    assert "“News 0” is locked. It is in the approved bundle “Launch”" in said
    newest = drafts[0].latest_revision_id
    data = querydict_from_html(response.text, form_id="page-edit-form")
    # The script of the form writes what the body is made of.
    data.update({"title": "Changed", "action-publish": "yes", "body-count": "0"})
    assert "could not be" in text_of(as_approver.post(url, data, follow=True))
    drafts[0].refresh_from_db()
    assert (drafts[0].latest_revision_id, drafts[0].live) == (newest, False)


@pytest.mark.parametrize("action", ["delete", "publish", "move"])
def test_page_of_approved_bundle__bulk_action__refused(
    as_approver, bundle, drafts, press, author, approver, action, home
):
    """Wagtail asks for no locks here; the index above includes the pages below it."""
    approver.groups.get().page_permissions.create(
        page=home, permission=permission("bulk_delete")
    )
    approved(bundle, author, approver)
    for page in (drafts[0], press):
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        response = as_approver.post(
            f"{url}?id={page.pk}",
            {
                "include_descendants": "on",
                "chooser": page.get_parent().pk,
                "move_applied": "True",
            },
            follow=True,
        )
        assert "is in the approved bundle" in text_of(response)
    assert Page.objects.filter(pk__in=[page.pk for page in drafts]).count() == 3
    assert not Page.objects.filter(title__startswith="News", live=True).exists()


def permission(name):
    return Permission.objects.get(
        codename=f"{name}_page", content_type__app_label="wagtailcore"
    )


@pytest.mark.parametrize("name", ["delete", "move_confirm"])
def test_page_of_approved_bundle__delete_or_move__refused(
    as_approver, bundle, drafts, press, author, approver, name
):
    approved(bundle, author, approver)
    destination = {"delete": [], "move_confirm": [press.pk]}
    url = reverse(f"wagtailadmin_pages:{name}", args=[drafts[0].pk, *destination[name]])
    assert "is in the approved bundle" in text_of(as_approver.get(url, follow=True))
    as_approver.post(url)
    assert Page.objects.filter(pk=drafts[0].pk).exists()


def test_failed_bundle__says_why_and_is_tried_again(
    as_approver, bundle, drafts, author, approver, clock
):
    approved(bundle, author, approver)
    Page.objects.filter(pk=drafts[0].pk).update(slug="taken")
    Bundle.objects.update(state=BundleState.FAILED, failure="“News 1” has no slug.")
    clock.move_to(bundle.go_live_at + MINUTE, tick=False)
    said = text_of(as_approver.get(own_page(bundle)))
    assert "Nothing of this bundle is public. “News 1” has no slug." in said
    assert buttons(as_approver, bundle) == ["Try again", "Back to draft"]
    press_button(as_approver, bundle, "Try again")
    call_command("run_scheduler", once=True)
    bundle.refresh_from_db()
    assert bundle.state == BundleState.PUBLISHED
    assert bundle.published_at == timezone.now()


def test_own_page__hostile_titles_stay_text(as_author, drafts, author):
    drafts[0].title = "<script>alert(1)</script>"
    drafts[0].save_revision(user=author)
    bundle = bundle_of(drafts, title="<img src=x onerror=alert(2)>")
    for url in (own_page(bundle), reverse("bundle:index")):
        response = as_author.get(url)
        assert "<script>alert(1)" not in response.text
        assert "<img src=x" not in response.text
