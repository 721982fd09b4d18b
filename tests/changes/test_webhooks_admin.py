"""“Webhooks” in the admin, over HTTP."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from wagtail.models import ModelLogEntry

import pytest

from cms.changes.models import WebhookDelivery, WebhookEndpoint
from tests.accounts.conftest import make_user, signed_in
from tests.changes.webhook_receivers import endpoint_for, receiving, write_changes


pytestmark = pytest.mark.django_db
WEBHOOKS = "/admin/webhooks/"
FORM = {
    "description": "Example News",
    "url": "https://127.0.0.1/hook",
    "is_active": "on",
}


@pytest.fixture
def administrator(home):
    return signed_in(make_user("adele", "Administrators"))


def page_of(endpoint):
    return f"{WEBHOOKS}inspect/{endpoint.pk}/"


def act(client, endpoint, action, **data):
    return client.post(page_of(endpoint), {"action": action, **data}, follow=True)


def test_endpoint__is_made_and_its_secret_shown(administrator):
    written = write_changes("published", "updated")
    page = administrator.post(f"{WEBHOOKS}new/", FORM)
    endpoint = WebhookEndpoint.objects.get()
    assert page.headers["Cache-Control"] == "no-store, private"
    assert endpoint.secret in page.text
    assert (endpoint.url, endpoint.events) == (FORM["url"], [])
    assert endpoint.cursor == written[-1]
    for path in ("", f"inspect/{endpoint.pk}/", f"edit/{endpoint.pk}/", "deliveries/"):
        shown = administrator.get(WEBHOOKS + path)
        assert shown.status_code == 200
        assert endpoint.secret not in shown.text
        assert endpoint.secret.removeprefix("whsec_") not in shown.text


def test_secret__is_shown_again_when_asked_for_and_that_is_recorded(administrator):
    endpoint = endpoint_for("https://news.example/")
    assert endpoint.secret in act(administrator, endpoint, "show_secret").text
    entry = ModelLogEntry.objects.get(action="changes.webhook.show_secret")
    assert entry.user.username == "adele"
    assert endpoint.secret not in str(ModelLogEntry.objects.values())
    assert (
        "Looked at the secret"
        in administrator.get(f"{WEBHOOKS}history/{endpoint.pk}/").text
    )


def test_new_secret__is_shown_and_the_old_one_good_for_a_day(administrator):
    endpoint = endpoint_for("https://news.example/")
    old = endpoint.secret
    page = act(administrator, endpoint, "new_secret")
    endpoint.refresh_from_db()
    assert endpoint.secret != old
    assert endpoint.secret in page.text
    assert old not in page.text
    assert "signed with both" in page.text
    assert endpoint.signing_secrets() == [endpoint.secret, old]
    assert endpoint.old_secret_until - timezone.now() <= datetime.timedelta(hours=24)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://news.example/", "must begin with https://"),
        ("javascript:alert(1)", "must begin with https://"),
        ("news.example", "must begin with https://"),
        ("https://me:pass@news.example/", "must not hold a user name"),
        ("http://127.0.0.1:8000/", "leads into a private network"),
        ("http://localhost/", "leads into a private network"),
        ("http://[::1]/", "leads into a private network"),
        ("http://[::ffff:10.0.0.1]/", "leads into a private network"),
        ("https://169.254.169.254/latest/", "leads into a private network"),
    ],
)
def test_address__that_cannot_be_sent_to_is_refused_at_once(
    administrator, settings, url, words
):
    settings.WEBHOOK_ALLOW_PRIVATE_ADDRESSES = False
    page = administrator.post(f"{WEBHOOKS}new/", FORM | {"url": url})
    assert words in page.text
    assert not WebhookEndpoint.objects.exists()


def test_address__must_be_https_in_production(administrator, settings):
    settings.WEBHOOK_HTTPS_ONLY = True
    page = administrator.post(f"{WEBHOOKS}new/", FORM | {"url": "http://127.0.0.1/"})
    assert "must begin with https://" in page.text
    assert not WebhookEndpoint.objects.exists()


def test_form__leaves_alone_what_the_worker_writes(administrator):
    endpoint = endpoint_for("https://127.0.0.1/hook", cursor=7)
    since = timezone.now()
    form = administrator.get(f"{WEBHOOKS}edit/{endpoint.pk}/")
    assert 'name="cursor"' not in form.text
    WebhookEndpoint.objects.update(cursor=9, attempts=3, failing_since=since)
    answer = administrator.post(
        f"{WEBHOOKS}edit/{endpoint.pk}/",
        FORM | {"description": "Other", "events": ["deleted"], "cursor": 1},
    )
    assert answer.status_code == 302
    endpoint.refresh_from_db()
    assert (endpoint.description, endpoint.events) == ("Other", ["deleted"])
    assert (endpoint.cursor, endpoint.attempts) == (9, 3)
    assert endpoint.failing_since == since
    # At a new address it is tried at once.
    administrator.post(
        f"{WEBHOOKS}edit/{endpoint.pk}/", FORM | {"url": "https://127.0.0.1/new"}
    )
    endpoint.refresh_from_db()
    assert (endpoint.cursor, endpoint.attempts, endpoint.failing_since) == (9, 0, None)


def test_form__switches_off_and_on(administrator):
    endpoint = endpoint_for("https://127.0.0.1/hook", attempts=2)
    edit = f"{WEBHOOKS}edit/{endpoint.pk}/"
    administrator.post(edit, {k: v for k, v in FORM.items() if k != "is_active"})
    endpoint.refresh_from_db()
    assert not endpoint.is_active
    assert "Switched off" in administrator.get(WEBHOOKS).text
    administrator.post(edit, FORM)
    endpoint.refresh_from_db()
    assert (endpoint.is_active, endpoint.attempts) == (True, 0)


def test_test__arrives_signed_and_says_nothing(administrator):
    with receiving(500) as receiver:
        endpoint = endpoint_for(receiver, is_active=False)
        write_changes("published")
        assert (
            "answered with an error (500)"
            in act(administrator, endpoint, "send_test").text
        )
        assert (
            "The receiver took it (204)"
            in act(administrator, endpoint, "send_test").text
        )
    ((_id, body),) = receiver.got
    assert body.keys() == {"type", "timestamp", "sequence", "event", "at", "page"}
    assert (body["type"], body["event"]) == ("test", "test")
    assert (body["sequence"], body["page"]) == (None, None)
    ids = WebhookDelivery.objects.values_list("message_id", flat=True)
    assert len(set(ids)) == 2
    endpoint.refresh_from_db()
    assert (endpoint.cursor, endpoint.attempts, endpoint.is_active) == (0, 0, False)


def test_send_again__sends_that_message_and_moves_nothing(administrator):
    with receiving() as receiver:
        endpoint = endpoint_for(receiver)
        first, _second = write_changes("published", "updated")
        act(administrator, endpoint, "send_again", sequence=first)
        act(administrator, endpoint, "send_again", sequence=first)
    assert receiver.sequences() == [first, first]
    assert len({message_id for message_id, _body in receiver.got}) == 1
    endpoint.refresh_from_db()
    assert endpoint.cursor == 0


@pytest.mark.parametrize("number", ["", "x", "-1", "٣", "999", "9" * 30])
def test_send_again__of_what_is_not_in_the_log_sends_nothing(administrator, number):
    endpoint = endpoint_for("https://127.0.0.1:9/")
    page = act(administrator, endpoint, "send_again", sequence=number)
    assert "There is no such change" in page.text
    assert not WebhookDelivery.objects.exists()


def test_new_secret__signs_beside_the_old_one(administrator, time_machine):
    time_machine.move_to(timezone.now())
    with receiving() as receiver:
        endpoint = endpoint_for(receiver)
        act(administrator, endpoint, "new_secret")
        endpoint.refresh_from_db()
        receiver.secrets.append(endpoint.secret)
        act(administrator, endpoint, "send_test")
        assert receiver.bad == []
        time_machine.shift(datetime.timedelta(hours=24, seconds=1))
        administrator = signed_in(make_user("anna", "Administrators"))
        act(administrator, endpoint, "send_test")
        assert len(receiver.bad) == 1  # the old one no longer counts
        receiver.bad.clear()
        headers = receiver.requests[-1][1]
        assert len(headers["webhook-signature"].split()) == 1


def test_log__is_filtered_and_offers_to_send_again(administrator):
    one, two = (
        endpoint_for("https://one.example/"),
        endpoint_for("https://two.example/"),
    )
    for endpoint, sequence, error in (
        (one, 1, ""),
        (one, 2, "It broke."),
        (two, 3, ""),
    ):
        WebhookDelivery.objects.create(
            endpoint=endpoint,
            sequence=sequence,
            event="published",
            message_id=f"msg_{sequence}",
            at=timezone.now(),
            error=error,
            milliseconds=12,
        )

    def shown(query):
        page = administrator.get(f"{WEBHOOKS}deliveries/{query}")
        return sorted(row.sequence for row in page.context["object_list"])

    assert shown("") == [1, 2, 3]
    assert shown(f"?endpoint={one.pk}") == [1, 2]
    assert shown(f"?endpoint={one.pk}&outcome=failed") == [2]
    assert shown("?outcome=taken&event=published") == [1, 3]
    assert shown("?event=test") == []
    text = administrator.get(f"{WEBHOOKS}deliveries/").text
    assert text.count('value="send_again"') == 3
    assert "It broke." in text
    assert 'value="send_again"' in administrator.get(page_of(one)).text


def test_failures__show_on_the_first_page_of_the_admin(administrator):
    endpoint = endpoint_for("https://one.example/")
    assert "do not arrive" not in administrator.get("/admin/").text
    WebhookEndpoint.objects.update(is_active=False, off_reason="It said 410.")
    text = administrator.get("/admin/").text
    assert "Webhooks that do not arrive" in text
    assert "It said 410." in text
    page = administrator.get(page_of(endpoint))
    assert "It said 410." in page.text
    assert "Switch on again" in page.text
    act(administrator, endpoint, "switch_on")
    assert "do not arrive" not in administrator.get("/admin/").text
    endpoint.refresh_from_db()
    assert (endpoint.is_active, endpoint.off_reason) == (True, "")


PATHS = (
    "", "results/", "new/", "edit/{}/", "delete/{}/", "history/{}/", "usage/{}/",
    "inspect/{}/", "deliveries/", "deliveries/results/",
)  # fmt: skip


@pytest.mark.parametrize("group", ["Editors", "Press officers", "Moderators"])
def test_webhooks__are_for_administrators_alone(home, group):
    endpoint = endpoint_for("https://127.0.0.1:9/", is_active=False, off_reason="410")
    write_changes("published")
    client = signed_in(make_user("emil", group))
    assert "do not arrive" not in client.get("/admin/").text
    for path in PATHS:
        for method in ("get", "post"):
            answer = getattr(client, method)(WEBHOOKS + path.format(endpoint.pk))
            assert answer.status_code in (302, 403), path
            assert "127.0.0.1" not in answer.text
    for action in ("show_secret", "new_secret", "switch_on", "send_test"):
        answer = act(client, endpoint, action)
        assert endpoint.secret not in answer.text
    before = endpoint.secret
    endpoint.refresh_from_db()
    assert (endpoint.secret, endpoint.is_active) == (before, False)
    assert not WebhookDelivery.objects.exists()
    assert Client().get(page_of(endpoint)).status_code == 302


def test_viewer__may_look_and_do_nothing(home):
    endpoint = endpoint_for("https://127.0.0.1:9/")
    user = make_user("vera", "Editors")
    user.user_permissions.add(Permission.objects.get(codename="view_webhookendpoint"))
    client = signed_in(user)
    page = client.get(page_of(endpoint))
    assert page.status_code == 200
    assert 'value="show_secret"' not in page.text
    assert endpoint.secret not in act(client, endpoint, "show_secret").text


def test_action__needs_the_token_of_the_form(administrator):
    endpoint = endpoint_for("https://127.0.0.1:9/")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = administrator.cookies
    answer = strict.post(page_of(endpoint), {"action": "show_secret"})
    assert answer.status_code == 403
    assert endpoint.secret not in answer.text


def test_action__does_nothing_by_following_a_link(administrator):
    endpoint = endpoint_for("https://127.0.0.1:9/")
    page = administrator.get(page_of(endpoint), {"action": "show_secret"})
    assert endpoint.secret not in page.text
    assert not ModelLogEntry.objects.filter(action__startswith="changes.").exists()
    assert "cannot be done" in act(administrator, endpoint, "delete_all").text
