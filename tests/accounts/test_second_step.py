"""No door of the site opens for a password alone."""

from __future__ import annotations

import time

from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import URLPattern, get_resolver

from wagtail.models import ModelLogEntry, PageViewRestriction

import pytest
import time_machine
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

from cms.accounts import second_step
from tests.accounts.conftest import PASSWORD, log_in, make_user, signed_in


pytestmark = pytest.mark.django_db

CODE_PAGE = "/admin/second-step/"
SET_UP = "/admin/second-step/set-up/"
CODES = "/admin/second-step/recovery-codes/"
PUBLISHERS = ["press_officer", "moderator", "administrator", "superuser"]


def code_of(device, steps: int = 0) -> str:
    """What the app shows, now or some steps of 30 seconds later."""
    return f"{totp(device.bin_key, t0=-30 * steps):06d}"


def connect(user):
    """Give `user` an app, as an earlier set-up has."""
    return TOTPDevice.objects.create(user=user, name="app", key=default_key())


def codes_in(answer) -> list[str]:
    return list(answer.context["codes"])


def actions() -> list[str]:
    return list(ModelLogEntry.objects.values_list("action", flat=True))


@pytest.fixture
def half(moderator, required):
    """A browser in which only the password was given; the user has an app."""
    connect(moderator)
    client = Client()
    log_in(client, "mona")
    return client


@pytest.mark.parametrize("name", PUBLISHERS)
@pytest.mark.usefixtures("press", "required")
def test_set_up__is_asked_of_all_who_can_publish(name, request):
    user = request.getfixturevalue(name)
    client = Client()
    answer = client.post(
        "/admin/login/",
        {"username": user.username, "password": PASSWORD, "next": "/admin/images/"},
        follow=True,
    )
    assert answer.request["PATH_INFO"] == SET_UP
    assert client.get("/admin/images/").status_code == 302


@pytest.mark.usefixtures("required")
def test_set_up__is_not_asked_of_editors(editor, client):
    log_in(client, "edith")
    assert client.get("/admin/").status_code == 200


def test_set_up__is_not_asked_where_the_setting_is_off(superuser, client):
    log_in(client, "suki")
    assert client.get("/admin/").status_code == 200


@pytest.mark.usefixtures("required")
def test_set_up__connects_an_app_and_shows_recovery_codes_once(moderator, client):
    log_in(client, "mona")
    page = client.get(SET_UP)
    assert page.context["picture"].startswith("data:image/svg+xml")
    key = client.session["accounts_new_key"]
    assert page.context["key"] == second_step.as_text(key)
    answer = client.post(SET_UP, {"code": code_of(TOTPDevice(key=key))})
    assert len(codes_in(answer)) == 10
    assert client.get("/admin/").status_code == 200
    assert client.session.get("accounts_new_key") is None
    assert "accounts.second_step_set_up" in actions()
    assert "mona" in mail.outbox[-1].body
    assert key not in mail.outbox[-1].body


@pytest.mark.usefixtures("required")
def test_set_up__a_wrong_code__connects_nothing(moderator, client):
    log_in(client, "mona")
    client.get(SET_UP)
    client.post(SET_UP, {"code": "000000"})
    assert not TOTPDevice.objects.exists()
    assert client.get("/admin/").status_code == 302


def test_set_up__looking_at_it__changes_no_account(moderator, client, required):
    log_in(client, "mona")
    client.get(SET_UP)
    assert not TOTPDevice.objects.exists()


def test_set_up__with_only_a_password__does_not_replace_the_app(half, moderator):
    before = TOTPDevice.objects.get()
    key = default_key()
    session = half.session
    session["accounts_new_key"] = key
    session.save()
    half.post(SET_UP, {"code": code_of(TOTPDevice(key=key)), "password": PASSWORD})
    assert TOTPDevice.objects.get() == before


def test_set_up__another_telephone__takes_the_password(half, moderator):
    device = TOTPDevice.objects.get()
    half.post(CODE_PAGE, {"code": code_of(device)})
    half.get(SET_UP)
    code = code_of(TOTPDevice(key=half.session["accounts_new_key"]))
    half.post(SET_UP, {"code": code, "password": "wrong"})
    assert TOTPDevice.objects.get() == device
    half.post(SET_UP, {"code": code, "password": PASSWORD})
    assert TOTPDevice.objects.get() != device
    assert half.get("/admin/").status_code == 200


def test_code__leads_to_where_one_wanted_to_go(half):
    answer = half.get("/admin/images/", follow=True)
    assert answer.request["PATH_INFO"] == CODE_PAGE
    assert answer.context["next"] == "/admin/images/"
    answer = half.post(
        CODE_PAGE,
        {"code": code_of(TOTPDevice.objects.get()), "next": "/admin/images/"},
    )
    assert answer["Location"] == "/admin/images/"
    assert half.get("/admin/images/").status_code == 200


def test_code__never_leads_to_another_site(half):
    answer = half.post(
        CODE_PAGE,
        {"code": code_of(TOTPDevice.objects.get()), "next": "https://evil.example/"},
    )
    assert answer["Location"] == "/admin/"


def test_code__changes_the_key_of_the_session(half):
    before = half.session.session_key
    half.post(CODE_PAGE, {"code": code_of(TOTPDevice.objects.get())})
    assert half.session.session_key != before


@pytest.mark.parametrize("code", ["000000", "", "١٢٣٤٥٦", "a" * 16, "1" * 5000])
def test_code__a_wrong_one__opens_nothing(half, code):
    answer = half.post(CODE_PAGE, {"code": code})
    assert answer.status_code == 200
    assert '<li class="error">' in answer.text
    assert half.get("/admin/").status_code == 302


def test_code__works_once(half):
    code = code_of(TOTPDevice.objects.get())
    half.post(CODE_PAGE, {"code": code})
    other = Client()
    log_in(other, "mona")
    other.post(CODE_PAGE, {"code": code})
    assert other.get("/admin/").status_code == 302


def test_code__of_somebody_else__opens_nothing(half, superuser):
    half.post(CODE_PAGE, {"code": code_of(connect(superuser))})
    assert half.get("/admin/").status_code == 302


def test_code__guesses__make_one_wait_longer_and_longer(half):
    device = TOTPDevice.objects.get()
    start = time.time()
    with time_machine.travel(start, tick=False) as clock:
        half.post(CODE_PAGE, {"code": "000000"})
        answer = half.post(CODE_PAGE, {"code": code_of(device)})
        assert answer.status_code == 429
        assert answer["Retry-After"] == "1"
        for failures in range(2, 6):
            clock.shift(2 ** (failures - 1))
            assert half.post(CODE_PAGE, {"code": "000000"}).status_code == 200
        answer = half.post(CODE_PAGE, {"code": code_of(device)})
        assert answer.status_code == 429
        assert int(answer["Retry-After"]) == 16
        assert "try again in 16 seconds" in answer.text
        clock.shift(17)
        half.post(CODE_PAGE, {"code": code_of(device)})
        assert half.get("/admin/").status_code == 200
    assert actions().count("accounts.second_step_failed") == 5


def test_recovery_code__lets_in_once_and_is_recorded(half, moderator):
    code, *others = second_step.make_recovery_codes(moderator)
    half.post(CODE_PAGE, {"code": code.upper()})
    assert half.get("/admin/").status_code == 200
    assert "accounts.recovery_code_used" in actions()
    other = Client()
    log_in(other, "mona")
    other.post(CODE_PAGE, {"code": code})
    assert other.get("/admin/").status_code == 302
    assert StaticToken.objects.count() == len(others)


def test_recovery_codes__new_ones__take_password_and_both_steps(half, moderator):
    second_step.make_recovery_codes(moderator)
    old = set(StaticToken.objects.values_list("token", flat=True))
    half.post(CODES, {"password": PASSWORD})  # with the password alone
    assert set(StaticToken.objects.values_list("token", flat=True)) == old
    half.post(CODE_PAGE, {"code": code_of(TOTPDevice.objects.get())})
    half.post(CODES, {"password": "wrong"})
    assert set(StaticToken.objects.values_list("token", flat=True)) == old
    answer = half.post(CODES, {"password": PASSWORD})
    assert len(codes_in(answer)) == 10
    assert not old & set(StaticToken.objects.values_list("token", flat=True))


DOORS = [
    "/admin/",
    "/admin/pages/",
    "/admin/api/main/pages/",
    "/admin/api/main/images/",
    "/admin/account/",
    "/admin/users/",
    "/admin/reports/publications/",
    "/admin/reports/publications/?export=csv",
    "/admin/localize/reports/translations/",
    "/admin/second-step/recovery-codes/",
    "/admin/editing-sessions/",
    "/admin/choose-page/",
]


@pytest.mark.parametrize("path", DOORS)
@pytest.mark.parametrize("headers", [{}, {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}])
def test_doors__are_closed_after_the_password_alone(half, path, headers):
    answer = half.get(path, **headers)
    assert answer.status_code in {302, 403}
    anonymous = Client().get(path, **headers)
    assert answer.status_code == anonymous.status_code
    assert answer.headers.get("Location") == anonymous.headers.get("Location")


OPEN_TO_STRANGERS = {
    "/admin/jsi18n/",
    "/admin/password_reset/",
    "/admin/password_reset/complete/",
    "/admin/password_reset/done/",
    "/admin/second-step/",  # what the test is about
    "/admin/second-step/set-up/",
    "/admin/second-step/sign-out/",
    "/admin/sprite/",
}


def test_doors__every_address_of_the_admin__leads_to_the_login(half):
    """All addresses without parameters, also those that packages add."""
    closed = admin_addresses() - OPEN_TO_STRANGERS
    assert len(closed) > 50
    for path in closed:
        answer = half.get(path)
        assert answer.status_code == 302, path
        assert answer["Location"].startswith(("/admin/login/", CODE_PAGE)), path


def admin_addresses() -> set[str]:
    """Return the addresses below `/admin/` that take no parameter."""

    def walk(patterns, prefix):
        for each in patterns:
            path = prefix + str(each.pattern)
            if isinstance(each, URLPattern):
                yield path
            else:
                yield from walk(each.url_patterns, path)

    return {
        path
        for path in walk(get_resolver().url_patterns, "/")
        if path.startswith("/admin/") and not set("<(^*$") & set(path)
    }


def test_doors__publishing_and_previews__are_closed(half, story):
    for path in (
        f"/admin/pages/{story.pk}/edit/",
        f"/admin/pages/{story.pk}/edit/preview/",
        f"/admin/pages/{story.pk}/unpublish/",
        f"/admin/bulk/wagtailcore/page/unpublish/?id={story.pk}",
    ):
        answer = half.post(path, {"action-publish": "1"})
        assert answer.status_code in {302, 403}, path
        assert "login" in answer.headers.get("Location", "login")
    story.refresh_from_db()
    assert story.live


def test_doors__a_page_for_those_who_are_logged_in__asks_for_the_code(half, story):
    PageViewRestriction.objects.create(
        page=story, restriction_type=PageViewRestriction.LOGIN
    )
    path = story.get_url()
    answer = half.get(path, follow=True)
    assert answer.request["PATH_INFO"] == CODE_PAGE
    half.post(CODE_PAGE, {"code": code_of(TOTPDevice.objects.get())})
    assert half.get(path).status_code == 200


def test_doors__the_form_for_readers__asks_for_the_code_too(moderator, required, story):
    connect(moderator)
    PageViewRestriction.objects.create(
        page=story, restriction_type=PageViewRestriction.LOGIN
    )
    reader, path = Client(), story.get_url()
    reader.post(
        "/_util/login/", {"username": "mona", "password": PASSWORD, "next": path}
    )
    assert reader.get(path).status_code == 302
    assert reader.get("/admin/").status_code == 302


def test_doors__signing_out_at_the_second_step__ends_the_session(half):
    assert "/admin/second-step/sign-out/" in half.get(CODE_PAGE).text
    key = half.session.session_key
    half.post("/admin/second-step/sign-out/")
    half.cookies["sessionid"] = key
    assert half.get(CODE_PAGE)["Location"].startswith("/admin/login/")


def test_optional__an_editor_who_has_an_app__is_asked_for_the_code(editor, client):
    device = connect(editor)
    log_in(client, "edith")
    assert client.get("/admin/").status_code == 302
    client.post(CODE_PAGE, {"code": code_of(device)})
    assert client.get("/admin/").status_code == 200


def test_visitors__pages_need_no_session(client, story, django_assert_num_queries):
    answer = client.get(story.get_url())
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert not answer.cookies


def reset_url(user) -> str:
    return f"/admin/people/{user.pk}/second-step/"


def test_reset__by_an_administrator__ends_the_step_and_tells(administrator, moderator):
    connect(moderator)
    admin = signed_in(administrator)
    assert admin.get(reset_url(moderator)).status_code == 200
    assert TOTPDevice.objects.exists()  # looking changes nothing
    assert "Reset two-step log-in" in admin.get("/admin/users/").text
    admin.post(reset_url(moderator))
    assert not TOTPDevice.objects.exists()
    entry = ModelLogEntry.objects.get(action="accounts.second_step_reset")
    assert entry.user == administrator
    assert entry.object_id == str(moderator.pk)


def test_reset__ends_the_sessions_of_the_account(half, administrator, moderator):
    half.post(CODE_PAGE, {"code": code_of(TOTPDevice.objects.get())})
    assert half.get("/admin/").status_code == 200
    second_step.reset(moderator, by=administrator)
    assert half.get("/admin/").status_code == 302


@pytest.mark.parametrize("name", ["editor", "press_officer", "moderator"])
def test_reset__by_others__is_refused(name, request, superuser):
    connect(superuser)
    signed_in(request.getfixturevalue(name)).post(reset_url(superuser))
    assert TOTPDevice.objects.exists()


def test_reset__of_a_superuser__takes_a_superuser(administrator, superuser):
    connect(superuser)
    signed_in(administrator).post(reset_url(superuser))
    assert TOTPDevice.objects.exists()
    signed_in(make_user("sam", is_superuser=True)).post(reset_url(superuser))
    assert not TOTPDevice.objects.exists()


def test_command__resets_and_records(moderator, capsys):
    connect(moderator)
    call_command("reset_two_factor", "mona")
    assert not TOTPDevice.objects.exists()
    assert "mona" in capsys.readouterr().out
    assert "accounts.second_step_reset" in actions()


def test_command__an_unknown_name__says_so(db):
    with pytest.raises(CommandError, match="nobody"):
        call_command("reset_two_factor", "nobody")
