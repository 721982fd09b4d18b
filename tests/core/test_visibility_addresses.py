"""What an address answers where no public page stands: 404, 410 or Wagtail's form."""

from __future__ import annotations

import re
from importlib import import_module

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wagtail.models import Locale, Page

import pytest
import time_machine

from cms.core.models import PublicAddress
from tests import factories
from tests.hidden import HIDDEN, HOUR, RESTRICTED, UNKNOWN, draft, expired, restrict


SECRET = "/refugee-week/2022/canary/"
NEVER = "/refugee-week/2022/nowhere/"


@pytest.fixture
def page(edition):
    """A page that is public at `/refugee-week/2022/canary/`."""
    return factories.EventStoryPageFactory(parent=edition, slug="canary")


@pytest.fixture
def hidden(request, edition):
    return HIDDEN[request.param](edition, slug="canary", title="CANARY")


def told(response, path: str) -> tuple:
    """Return all that a visitor is told, without the address that was asked for."""
    headers = {k: v.replace(path, "…") for k, v in response.headers.items()}
    return response.status_code, headers, response.content


def ask(path: str, method: str = "get", user=None, query: str = "") -> tuple:
    client = Client()
    if user:
        client.force_login(user)
    return told(getattr(client, method)(path + query), path.rstrip("/"))


# Never public: 404 -------------------------------------------------------------


@pytest.mark.parametrize("hidden", sorted(UNKNOWN), indirect=True)
def test_hidden_page__answers_as_an_address_that_never_was(hidden):
    for method in ("get", "head", "post", "options", "put"):
        answer = ask(SECRET, method)
        assert answer == ask(NEVER, method)
        assert answer[0] == 404


@pytest.mark.parametrize("hidden", sorted(UNKNOWN), indirect=True)
def test_hidden_page__gives_nothing_to_other_forms_of_its_address(hidden):
    for secret, never in [
        (SECRET.rstrip("/"), NEVER.rstrip("/")),
        (f"{SECRET}below/", f"{NEVER}below/"),
        (f"{SECRET}calendar.ics", f"{NEVER}calendar.ics"),
        (f"{SECRET}.json", f"{NEVER}.json"),
        (f"/ar{SECRET}", f"/ar{NEVER}"),
    ]:
        assert ask(secret) == ask(never)
    for query in ("?preview=true", "?mode=draft", "?page=2", "?in_preview_panel=1"):
        assert ask(SECRET, query=query) == ask(NEVER, query=query)


@pytest.mark.parametrize("hidden", sorted(UNKNOWN), indirect=True)
def test_hidden_page__is_hidden_from_editors_too_at_its_address(hidden):
    """They look at it in the preview; what is at the address is what visitors see."""
    editor = get_user_model().objects.create_superuser("amina")
    assert ask(SECRET, user=editor)[0] == 404


#: The rule of who may see a page holds the time of the request.
MOMENT = re.compile(r"'\d{4}-\d\d-\d\d[^']*'")


@pytest.mark.parametrize("hidden", sorted(UNKNOWN), indirect=True)
def test_hidden_page__costs_what_an_unknown_address_costs(hidden, client):
    def queries(path: str) -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 404
        return [MOMENT.sub("", q["sql"]).partition(" WHERE ")[0] for q in captured]

    queries(NEVER)  # warms what lasts longer than a request
    for below in ("", "below/", "below/it/"):
        assert queries(SECRET + below) == queries(NEVER + below)


def test_page__below_a_draft_is_found(editions, client):
    parent = factories.EditionPageFactory(parent=editions, year=2030, live=False)
    story = factories.EventStoryPageFactory(parent=parent, slug="public")
    assert client.get(story.url).status_code == 200
    assert client.get("/refugee-week/2030/").status_code == 404


# Once public: 410 ----------------------------------------------------------------


def delete_above(page):
    Page.objects.get(pk=page.get_parent().pk).delete()


def expire(page):
    page.expire_at = timezone.now() - HOUR / 3600
    page.save()


def embargo(page):
    page.unpublish()
    page.go_live_at = timezone.now() + HOUR
    page.save_revision().publish()


def move_and_unpublish(page):
    other = factories.EditionPageFactory(
        parent=page.get_parent().get_parent().specific, year=2031
    )
    page.move(other, pos="last-child")
    type(page).objects.get(pk=page.pk).unpublish()


def restrict_after_move(page):
    other = factories.EditionPageFactory(
        parent=page.get_parent().get_parent().specific, year=2031
    )
    restrict(other)
    page.move(other, pos="last-child")


def replace_by_draft(page):
    parent = page.get_parent().specific
    page.delete()
    draft(type(parent).objects.get(pk=parent.pk), slug="canary", title="CANARY")


GOING = {
    "unpublished": lambda page: page.unpublish(),
    "unpublished below": lambda page: (
        page.get_parent().specific.unpublish(),
        page.unpublish(),
    ),
    "deleted": lambda page: page.delete(),
    "deleted with all above": delete_above,
    "expired": expire,
    "embargoed again": embargo,
    "moved and unpublished": move_and_unpublish,
    "moved below a restriction": restrict_after_move,
    "replaced by a draft": replace_by_draft,
}


@pytest.mark.parametrize("way", sorted(GOING))
def test_page__that_was_public_is_gone(page, client, way):
    assert client.get(SECRET).status_code == 200
    GOING[way](page)
    response = client.get(SECRET)
    assert response.status_code == 410
    html = response.content.decode()
    assert "Page removed" in html
    assert "CANARY" not in html
    assert page.title not in html
    assert '<meta name="robots" content="noindex">' in html
    assert client.head(SECRET).status_code == 410
    assert client.get(NEVER).status_code == 404


def test_gone_page__is_told_in_arabic(home, client):
    arabic, _created = Locale.objects.get_or_create(language_code="ar")
    arabic_home = home.copy_for_translation(arabic)
    arabic_home.save_revision().publish()
    type(home).objects.get(pk=arabic_home.pk).unpublish()
    response = client.get("/ar/")
    assert response.status_code == 410
    assert 'lang="ar" dir="rtl"' in response.content.decode()
    assert "أُزيلت" in response.content.decode()


def test_gone_page__answers_again_when_it_is_back(page, client):
    page.unpublish()
    page.save_revision().publish()
    assert client.get(SECRET).status_code == 200


def test_gone_page__tells_nothing_of_where_it_stands_now(page, edition, client):
    """An unpublished page that is moved or renamed has a new address, told to nobody."""
    page.unpublish()
    page.slug = "renamed"
    page.save()
    assert client.get("/refugee-week/2022/renamed/").status_code == 404
    assert client.get(SECRET).status_code == 410


@pytest.mark.parametrize("where", ["page", "api"])
def test_page__that_comes_out_between_two_looks_is_not_gone(edition, client, where):
    page = factories.EventStoryPageFactory(parent=edition, live=False)
    address = {
        "page": page.get_url(),
        "api": f"/api/v2/pages/find/?html_path={page.get_url()}",
    }[where]
    published = []

    def publish_first(execute, sql, *args):
        if PublicAddress._meta.db_table in sql and not published:
            published.append(page.pk)
            page.save_revision().publish()
        return execute(sql, *args)

    with connection.execute_wrapper(publish_first):
        response = client.get(address)
    assert published
    assert response.status_code == (302 if where == "api" else 404)


def test_expiry__takes_effect_at_its_second_with_no_job_run(page, client):
    end = timezone.now().replace(microsecond=0) + HOUR
    page.expire_at = end
    page.save()
    with time_machine.travel(end - HOUR / 3600, tick=False):
        assert client.get(SECRET).status_code == 200
    with time_machine.travel(end, tick=False):
        assert client.get(SECRET).status_code == 410


def test_clock_alone__opens_and_ends_a_page(edition, client):
    now = timezone.now().replace(microsecond=0)
    page = factories.EventStoryPageFactory(
        parent=edition, slug="canary", go_live_at=now + HOUR, expire_at=now + 2 * HOUR
    )
    assert page.live
    for moment, status in [
        (now, 404),
        (now + HOUR, 200),
        (now + 2 * HOUR, 410),
        (now, 404),  # clocks may jump back
    ]:
        with time_machine.travel(moment, tick=False):
            assert client.get(SECRET).status_code == status


def test_clock_alone__counts_the_latest_plan(edition, client):
    now = timezone.now()
    page = factories.EventStoryPageFactory(
        parent=edition, slug="canary", go_live_at=now + HOUR
    )
    page.go_live_at = now + 5 * HOUR
    page.save()
    with time_machine.travel(now + 2 * HOUR, tick=False):
        assert client.get(SECRET).status_code == 404
        page.unpublish()
        assert client.get(SECRET).status_code == 404


def test_clock_alone__opens_nothing_that_has_been_restricted(edition, client):
    later = timezone.now() + 2 * HOUR
    page = factories.EventStoryPageFactory(
        parent=edition, slug="canary", go_live_at=later - HOUR
    )
    restrict(edition)
    with time_machine.travel(later, tick=False):
        page.delete()
        assert client.get(SECRET).status_code == 404


def test_expired_page__that_was_never_public_is_unknown(edition, client):
    expired(edition, slug="canary")
    assert client.get(SECRET).status_code == 404


def test_restricted_page__that_is_deleted_never_was(edition, client):
    page = RESTRICTED["login"](edition, slug="canary")
    page.delete()
    assert client.get(SECRET).status_code == 404


def test_restriction_that_ends__makes_the_pages_below_public(edition, client):
    restriction = restrict(edition)
    page = factories.EventStoryPageFactory(parent=edition, slug="canary")
    restriction.delete()
    assert client.get(SECRET).status_code == 200
    page.unpublish()
    assert client.get(SECRET).status_code == 410


def test_move__makes_the_whole_branch_public_at_its_new_address(edition, page, client):
    index = edition.get_parent().specific
    other = factories.EditionPageFactory(parent=index, year=2031)
    page.move(other, pos="last-child")
    type(page).objects.get(pk=page.pk).unpublish()
    assert client.get("/refugee-week/2031/canary/").status_code == 410


def test_slug_change__makes_the_whole_branch_public_at_its_new_address(
    editions, page, client, django_capture_on_commit_callbacks
):
    editions.slug = "weeks"
    with django_capture_on_commit_callbacks(execute=True):
        editions.save()
    type(page).objects.get(pk=page.pk).unpublish()
    assert client.get("/weeks/2022/canary/").status_code == 410


def test_alias__of_a_page_that_is_unpublished_is_gone(page, edition, client):
    page.create_alias(parent=edition, update_slug="alias")
    assert client.get("/refugee-week/2022/alias/").status_code == 200
    page.unpublish()
    assert client.get("/refugee-week/2022/alias/").status_code == 410


def test_copy__that_is_live_is_remembered(page, client):
    copy = page.copy(update_attrs={"slug": "copy"}, keep_live=True)
    copy.unpublish()
    assert client.get("/refugee-week/2022/copy/").status_code == 410


def test_address__with_letters_of_any_script_is_remembered(edition, client):
    page = factories.EventStoryPageFactory(parent=edition, slug="أغنية")
    assert client.get(page.url).status_code == 200
    page.unpublish()
    assert client.get(page.url).status_code == 410


def test_list__with_a_bad_number_is_unknown_and_not_gone(press, client):
    assert client.get("/press/?page=99").status_code == 404


# Restricted: Wagtail's own form --------------------------------------------------


@pytest.mark.parametrize("kind", ["login", "groups"])
def test_restricted_page__asks_to_log_in(edition, client, kind):
    RESTRICTED[kind](edition, slug="canary", title="CANARY")
    response = client.get(SECRET)
    assert response.status_code == 302
    assert response.url == f"/_util/login/?next={SECRET}"
    assert "no-store" in response.headers["Cache-Control"]


def test_restricted_page__asks_for_its_password_and_opens(edition, client):
    page = RESTRICTED["password"](edition, slug="canary", title="CANARY")
    response = client.get(SECRET)
    assert response.status_code == 200
    assert "CANARY" not in response.content.decode()
    restriction = page.view_restrictions.get()
    form = f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"
    assert form in response.content.decode()
    response = client.post(form, {"password": "open sesame", "return_url": SECRET})
    assert response.status_code == 302
    response = client.get(SECRET)
    assert "CANARY" in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]


def test_restricted_page__is_served_to_those_who_may_see_it(edition, client):
    RESTRICTED["login"](edition, slug="canary", title="CANARY")
    client.force_login(get_user_model().objects.create_user("visitor"))
    response = client.get(SECRET)
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]


def test_password_form__answers_for_no_other_page(edition, press, client):
    page = RESTRICTED["password"](edition, slug="canary")
    login = RESTRICTED["login"](edition, slug="other")
    secret = draft(edition)
    below_draft = draft(edition)
    restriction_of_draft = restrict(below_draft, "password")
    restriction = page.view_restrictions.get()
    unknown = told(client.get("/_util/authenticate_with_password/999/999/"), "")
    for restriction_id, page_id in [
        (restriction.pk, 999),
        (999, page.pk),
        (restriction.pk, secret.pk),
        (restriction.pk, press.pk),
        (login.view_restrictions.get().pk, login.pk),
        (restriction_of_draft.pk, below_draft.pk),
        (restriction_of_draft.pk, page.pk),
    ]:
        path = f"/_util/authenticate_with_password/{restriction_id}/{page_id}/"
        assert told(client.get(path), "") == unknown
        assert client.post(path, {"password": "open sesame"}).status_code == 404


# Upgrading ------------------------------------------------------------------------


def test_migration__remembers_what_is_public_on_its_day(home, edition, page, client):
    draft(edition, slug="draft")
    RESTRICTED["login"](edition, slug="restricted")
    arabic, _created = Locale.objects.get_or_create(language_code="ar")
    home.copy_for_translation(arabic).save_revision().publish()
    home.save()
    by_signals = set(PublicAddress.objects.values_list("site", "path", "page_id"))
    PublicAddress.objects.all().delete()
    migration = import_module("cms.core.migrations.0002_public_address")
    migration.remember_public_pages(apps, None)
    by_migration = set(PublicAddress.objects.values_list("site", "path", "page_id"))
    assert by_migration == by_signals
    assert "/ar/" in {path for _site, path, _page in by_migration}
