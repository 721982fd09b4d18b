"""Sessions: a new key at log-in, gone at log-out, and an end to each."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

import pytest
import time_machine

from tests.accounts.conftest import PASSWORD, log_in
from tests.settings.test_settings import PRODUCTION, read


pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller


def is_in(client) -> bool:
    return client.get("/admin/").status_code == 200


def test_login__gives_the_session_a_new_key(editor, client):
    client.get("/admin/login/")
    session = client.session  # one that somebody else may have planted
    session["planted"] = "yes"
    session.save()
    before = session.session_key
    log_in(client, "edith")
    assert is_in(client)
    assert client.session.session_key != before
    stranger = Client()
    stranger.cookies["sessionid"] = before
    assert not is_in(stranger)


def test_logout__ends_the_session_for_good(editor, client):
    log_in(client, "edith")
    key = client.session.session_key
    client.post("/admin/logout/")
    thief = Client()
    thief.cookies["sessionid"] = key
    assert not is_in(thief)


def test_password__a_new_one_ends_other_sessions(editor, client):
    log_in(client, "edith")
    other = Client()
    log_in(other, "edith")
    new = "another choir of 600 sings"
    client.post(
        "/admin/account/",
        {
            "password-old_password": PASSWORD,
            "password-new_password1": new,
            "password-new_password2": new,
            "name_email-first_name": "Edith",
            "name_email-last_name": "Example",
            "name_email-email": "edith@example.org",
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
            "theme-keyboard_shortcuts": "on",
            "locale-current_time_zone": "Europe/London",
        },
    )
    user = get_user_model().objects.get()
    assert user.check_password(new)
    assert is_in(client)
    assert not is_in(other)


@pytest.mark.parametrize(
    "password", ["short word", "password1234", "123456789012345", "edith@example"]
)
def test_password__a_weak_one_is_refused(password, editor):
    with pytest.raises(ValidationError):
        validate_password(password, editor)


def test_password__a_long_one_is_taken(editor):
    assert validate_password(PASSWORD, editor) is None


def test_session__ends_some_time_after_login_however_busy(
    editor, client, clock, settings
):
    settings.SESSION_LONGEST = 12 * 60 * 60
    log_in(client, "edith")
    for _hour in range(11):
        clock.shift(timedelta(hours=1))
        assert is_in(client)
    clock.shift(timedelta(hours=1, seconds=1))
    assert not is_in(client)
    assert "_auth_user_id" not in client.session


def test_session__ends_when_nobody_is_at_work(editor, client, clock, settings):
    settings.SESSION_IDLE = 2 * 60 * 60
    log_in(client, "edith")
    clock.shift(timedelta(hours=1, minutes=59))
    assert is_in(client)
    clock.shift(timedelta(hours=1, minutes=59))
    assert is_in(client)
    clock.shift(timedelta(hours=2, seconds=1))
    assert not is_in(client)


def test_session__an_ended_one_can_be_begun_anew(editor, client, clock, settings):
    settings.SESSION_LONGEST = 60
    log_in(client, "edith")
    clock.shift(timedelta(seconds=61))
    assert not is_in(client)
    log_in(client, "edith")
    assert is_in(client)


def test_production__has_the_rules():
    names = [
        "SESSION_COOKIE_NAME",
        "SESSION_COOKIE_SECURE",
        "SESSION_COOKIE_HTTPONLY",
        "SESSION_COOKIE_SAMESITE",
        "SESSION_COOKIE_DOMAIN",
        "SESSION_COOKIE_PATH",
        "CSRF_COOKIE_NAME",
        "CSRF_COOKIE_SECURE",
        "CSRF_COOKIE_HTTPONLY",
        "SESSION_LONGEST",
        "SESSION_IDLE",
        "TWO_FACTOR_REQUIRED",
        "TRUSTED_PROXIES",
    ]
    assert dict(zip(names, read(PRODUCTION, *names), strict=True)) == {
        # What `__Host-` in a name takes: Secure, no domain, all paths.
        "SESSION_COOKIE_NAME": "__Host-session",
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_DOMAIN": None,
        "SESSION_COOKIE_PATH": "/",
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "SESSION_LONGEST": 43200,
        "SESSION_IDLE": 7200,
        "TWO_FACTOR_REQUIRED": True,
        "TRUSTED_PROXIES": 0,
    }
