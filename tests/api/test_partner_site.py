"""The example of a partner's site, as development serves it."""

from __future__ import annotations

import re

from django.conf import settings

import pytest

from refugeeweek.models.stories import EventFormat


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("", "text/html"),
        ("partner.js", "text/javascript"),
        ("offline.js", "text/javascript"),
        ("partner.css", "text/css"),
    ],
)
def test_partner_site__is_served(client, db, path, type_):
    response = client.get(f"/partner-site/{path}")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == type_
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert b"".join(response.streaming_content)


def test_partner_site__gives_no_other_file(client, db):
    for path in ("nothing.js", "../manage.py", "%2e%2e/%2e%2e/manage.py"):
        assert client.get(f"/partner-site/{path}").status_code in (400, 404)


def test_partner_site__has_all_its_words_in_both_languages():
    script = (settings.PARTNER_SITE_DIR / "partner.js").read_text()
    en, ar, formats = (
        set(re.findall(r'^    "?([\w-]+)"?: "', block, re.MULTILINE))
        for block in re.findall(r"^  (?:en|ar): \{$(.*?)^  \},$", script, re.M | re.S)
    )
    assert len(en) > 30
    assert en == ar
    assert formats == set(EventFormat.values)
    used = set(re.findall(r'data-words="([\w-]+)"', index_html()))
    used |= set(re.findall(r"\bwords\.(\w+)", script))
    assert used <= en


def index_html() -> str:
    return (settings.PARTNER_SITE_DIR / "index.html").read_text()
