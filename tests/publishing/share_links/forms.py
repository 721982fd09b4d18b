"""Editors at the forms for share links."""

from __future__ import annotations

import re

from django.test import Client
from django.urls import reverse


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_links(page) -> str:
    return reverse("share_links:page", args=[page.pk])


DRAFT_LINK = {"kind": "draft", "draft-reader": "Translators", "draft-lifetime": "72"}
PRESS_ACCESS = {
    "kind": "press",
    "press-reader": "Amina Khan",
    "press-organisation": "Example News",
    "press-email": "amina@news.example",
    "press-lifetime": "336",
    "press-send_mail": "on",
}


def address_in(response) -> str:
    """Return the path of the link that the admin shows once."""
    (address,) = re.findall(r'value="http://localhost(/shared/[^"]*)"', response.text)
    return address
