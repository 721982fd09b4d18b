"""Guessing passwords ends soon, for the one who guesses and for nobody else."""

from __future__ import annotations

import statistics
import time
from datetime import timedelta

from django.core import mail
from django.test import Client
from django.utils import timezone

from wagtail.models import ModelLogEntry

import pytest
import time_machine
from axes.models import AccessAttempt

from tests.accounts.conftest import PASSWORD, log_in


pytestmark = pytest.mark.django_db

HERE = {"REMOTE_ADDR": "198.51.100.7"}
ELSEWHERE = {"REMOTE_ADDR": "203.0.113.9"}


def fail(client, name: str, times: int, **headers) -> list[int]:
    return [log_in(client, name, "wrong", **headers).status_code for _ in range(times)]


@pytest.mark.parametrize("name", ["edith", "nobody", "EDITH", "' OR 1=1 --"])
def test_login__the_fifth_failure_locks_known_and_unknown_names(name, editor, client):
    assert fail(client, name, 7, **HERE) == [200, 200, 200, 200, 429, 429, 429]


def test_login__locked__the_right_password_does_not_help_and_the_page_says_why(
    editor, client
):
    fail(client, "edith", 5, **HERE)
    answer = log_in(client, "edith", **HERE)
    assert answer.status_code == 429
    assert answer["Retry-After"] == "900"
    assert "Please wait 15 minutes" in answer.text
    assert client.get("/admin/", **HERE).status_code == 302


def test_login__the_answers_for_known_and_unknown_names_are_the_same(editor):
    def answers(name):
        client = Client()
        sent = [log_in(client, name, "wrong", **HERE) for _ in range(6)]
        return [
            (each.status_code, without_tokens(each.text.replace(name, "NAME")))
            for each in sent
        ]

    assert answers("edith") == answers("nobdy")


def test_login__takes_as_long_for_unknown_names(editor, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    editor.set_password(PASSWORD)
    editor.save()

    def seconds(name):
        taken = []
        for number in range(3):
            start = time.process_time()
            log_in(Client(), name, "wrong", REMOTE_ADDR=f"192.0.2.{number}")
            taken.append(time.process_time() - start)
        return statistics.median(taken)

    known, unknown = seconds("edith"), seconds("nobody")
    assert abs(known - unknown) < 0.5 * max(known, unknown)


def test_login__nobody_is_locked_out_from_elsewhere(editor, client):
    fail(client, "edith", 20, **ELSEWHERE)
    assert log_in(client, "edith", **HERE).status_code == 302
    assert client.get("/admin/", **HERE).status_code == 200


def test_login__others_at_the_same_address_are_not_locked(editor, moderator, client):
    fail(client, "edith", 6, **HERE)
    assert log_in(client, "mona", **HERE).status_code == 302


def test_login__success_forgets_the_failures(editor, client):
    fail(client, "edith", 4, **HERE)
    log_in(client, "edith", **HERE)
    assert fail(client, "edith", 4, **HERE) == [200] * 4


def test_login__many_names_from_one_address__locks_the_address(
    editor, client, settings
):
    settings.FAILURES_PER_ADDRESS = 10
    for number in range(10):
        fail(client, f"name{number}", 1, **HERE)
    assert log_in(client, "edith", **HERE).status_code == 429
    assert log_in(client, "edith", **ELSEWHERE).status_code == 302


def test_login__another_browser_or_session_does_not_help(editor):
    for number in range(5):
        fail(Client(), "edith", 1, HTTP_USER_AGENT=f"browser {number}", **HERE)
    assert log_in(Client(), "edith", **HERE).status_code == 429


def test_login__the_wait_ends_and_is_not_made_longer(editor, client):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        fail(client, "edith", 5, **HERE)
        clock.shift(timedelta(minutes=14))
        assert fail(client, "edith", 1, **HERE) == [429]
        clock.shift(timedelta(minutes=1, seconds=1))
        assert log_in(client, "edith", **HERE).status_code == 302


def test_login__a_forwarded_address__counts_only_behind_a_trusted_proxy(
    editor, client, settings
):
    proxy = {"REMOTE_ADDR": "127.0.0.1"}
    for number in range(5):
        fail(client, "edith", 1, HTTP_X_FORWARDED_FOR=f"192.0.2.{number}", **proxy)
    locked = log_in(client, "edith", HTTP_X_FORWARDED_FOR="192.0.2.99", **proxy)
    assert locked.status_code == 429
    settings.TRUSTED_PROXIES = 1
    spoofed = "127.0.0.1, 192.0.2.99"  # what stands before the last one is no proof
    answer = log_in(client, "edith", HTTP_X_FORWARDED_FOR=spoofed, **proxy)
    assert answer.status_code == 302


def test_login__one_network_of_ipv6_is_one_address(editor, client):
    for number in range(5):
        fail(client, "edith", 1, REMOTE_ADDR=f"2001:db8::{number}")
    assert log_in(client, "edith", REMOTE_ADDR="2001:db8::ffff").status_code == 429
    assert log_in(client, "edith", REMOTE_ADDR="2001:db8:0:1::1").status_code == 302


@pytest.mark.parametrize(
    "data",
    [
        {"username": "a\0b", "password": "x"},
        {"username": "edith", "password": "x\0y"},
        {"username": "edith", "password": "x", "next": "\0"},
        {"username": "a" * 300, "password": "x"},
        {"username": "a" * 254, "password": "x" * 5000},
        {"username": "", "password": ""},
        {},
    ],
)
def test_login__odd_input__is_answered_with_the_form(data, editor, client):
    assert client.post("/admin/login/", data, **HERE).status_code == 200


def test_login__the_form_for_readers__counts_too(editor, client):
    data = {"username": "edith", "password": "wrong"}
    codes = [client.post("/_util/login/", data, **HERE).status_code for _ in range(6)]
    assert codes == [200, 200, 200, 200, 429, 429]
    assert log_in(client, "edith", **HERE).status_code == 429


def test_login__failures_are_counted_in_the_database(editor, client):
    """So all processes know them, whatever the cache is."""
    fail(client, "edith", 3, **HERE)
    assert AccessAttempt.objects.get().failures_since_start == 3


def test_login__what_was_typed_is_not_kept(editor, client):
    log_in(client, "edith", "my secret word", **HERE)
    log_in(client, "my password as a name", "x", **HERE)
    attempt = AccessAttempt.objects.get(username="edith")
    assert "my secret word" not in attempt.post_data
    labels = set(ModelLogEntry.objects.values_list("label", flat=True))
    assert labels == {"edith", "(unknown name)"}


def test_login__failures_and_lockouts_are_recorded_once(editor, client):
    fail(client, "edith", 8, **HERE)
    actions = list(ModelLogEntry.objects.values_list("action", flat=True))
    assert actions.count("accounts.login_failed") == 5
    assert actions.count("accounts.locked_out") == 1
    entry = ModelLogEntry.objects.filter(action="accounts.locked_out").get()
    assert entry.object_id == str(editor.pk)
    assert entry.data == {"address": "198.51.100.0/24"}


def test_login__records_are_forgotten_after_ninety_days(editor, client):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        fail(client, "edith", 1, **HERE)
        clock.shift(timedelta(days=91))
        fail(client, "edith", 1, **HERE)
    entry = ModelLogEntry.objects.get(action="accounts.login_failed")
    assert timezone.now() - entry.timestamp < timedelta(days=92)
    assert entry.timestamp > timezone.now() + timedelta(days=90)


RESET = "/admin/password_reset/"


def without_tokens(text: str) -> list[str]:
    return [line for line in text.splitlines() if "csrf" not in line.lower()]


def sent(count: int) -> list:
    """The mails, when there are so many or some time has passed."""
    deadline = time.monotonic() + 5
    while len(mail.outbox) < count and time.monotonic() < deadline:
        time.sleep(0.01)
    return mail.outbox


def test_password_reset__says_the_same_for_known_and_unknown_addresses(editor, client):
    known = client.post(RESET, {"email": editor.email}, follow=True)
    unknown = client.post(RESET, {"email": "nobody@example.org"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    assert without_tokens(known.text) == without_tokens(unknown.text)
    assert [message.to for message in sent(1)] == [[editor.email]]


def test_password_reset__a_slow_mail_server_does_not_tell(editor, client, monkeypatch):
    monkeypatch.setattr(
        "django.core.mail.backends.locmem.EmailBackend.send_messages",
        lambda self, messages: time.sleep(0.5),
    )
    start = time.perf_counter()
    client.post(RESET, {"email": editor.email})
    known = time.perf_counter() - start
    start = time.perf_counter()
    client.post(RESET, {"email": "nobody@example.org"})
    assert known - (time.perf_counter() - start) < 0.4


def test_password_reset__is_limited_per_address(editor, client):
    codes = [
        client.post(RESET, {"email": f"{n}@example.org"}, **HERE).status_code
        for n in range(7)
    ]
    assert codes == [302] * 5 + [429] * 2
    answer = client.post(RESET, {"email": editor.email}, **HERE)
    assert "Please wait 15 minutes" in answer.text
    assert client.post(RESET, {"email": editor.email}, **ELSEWHERE).status_code == 302
    assert log_in(client, "edith", **HERE).status_code == 302


def test_password_reset__does_not_do_away_with_the_second_step(
    moderator, client, required
):
    client.post(RESET, {"email": moderator.email})
    (message,) = sent(1)
    link = next(word for word in message.body.split() if "/confirm/" in word)
    form = client.get(link.removeprefix("http://localhost"), follow=True)
    path = form.request["PATH_INFO"]
    new = "another choir of 600 sings"
    client.post(path, {"new_password1": new, "new_password2": new})
    assert client.get("/admin/").status_code == 302
    answer = client.post(
        "/admin/login/", {"username": "mona", "password": new}, follow=True
    )
    assert answer.request["PATH_INFO"] == "/admin/second-step/set-up/"
