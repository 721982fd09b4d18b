"""The example of a partner's site, as development serves it."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("path", "type_"),
    [("", "text/html"), ("partner.js", "text/javascript"), ("partner.css", "text/css")],
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
