"""Press access as editors give it."""

from __future__ import annotations

import re

from django.core.mail import get_connection

import pytest

from cms.publishing.models import ShareLink
from tests.publishing.share_links.forms import PRESS_ACCESS, address_in, page_links
from tests.publishing.share_links.sharing import SECOND, schedule


@pytest.fixture
def embargoed(draft, clock):
    clock.shift(SECOND)
    schedule(draft)
    return draft


def test_press_access__is_mailed_to_the_journalist(
    editor, client, embargoed, mailoutbox
):
    response = editor.post(page_links(embargoed), PRESS_ACCESS)
    assert "The link is on its way to amina@news.example." in response.text
    (mail,) = mailoutbox
    assert mail.to == ["amina@news.example"]
    assert mail.reply_to == ["edith@example.org"]
    assert f"http://localhost{address_in(response)}" in mail.body
    assert "Dear Amina Khan" in mail.body
    assert "not for publication before Saturday 20 June 2026, 00:01 BST" in mail.body
    assert "Choir" not in mail.subject + mail.body
    shared = client.get(address_in(response))
    assert "Amina Khan, Example News" in shared.text


def test_press_access__can_be_copied_instead(editor, embargoed, mailoutbox):
    data = {name: value for name, value in PRESS_ACCESS.items() if "mail" not in name}
    data["press-email"] = PRESS_ACCESS["press-email"]
    response = editor.post(page_links(embargoed), data)
    assert address_in(response)
    assert mailoutbox == []


def test_press_access__says_when_the_mail_server_is_away(
    editor, client, embargoed, settings
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    assert get_connection().port == 1
    response = editor.post(page_links(embargoed), PRESS_ACCESS)
    assert "could not be sent" in response.text
    assert client.get(address_in(response)).status_code == 200


def test_press_access__lasts_until_the_embargo_unless_chosen(editor, embargoed):
    (press,) = re.findall(
        r'name="press-lifetime".*?</select>',
        editor.get(page_links(embargoed)).text,
        re.S,
    )
    assert '<option value="72" selected>' in press  # the embargo ends in 62 hours


def test_press_access__is_personal(editor, embargoed):
    for name in ("reader", "organisation", "email"):
        editor.post(page_links(embargoed), {**PRESS_ACCESS, f"press-{name}": " "})
    editor.post(page_links(embargoed), {**PRESS_ACCESS, "press-email": "a@b\nc@d"})
    assert not ShareLink.objects.exists()
