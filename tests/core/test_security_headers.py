from __future__ import annotations

from django.conf import settings
from django.urls import reverse

import pytest

from tests import factories


@pytest.fixture
def paths(release, story) -> dict[str, str]:
    """An address of each kind that visitors and partners ask for."""
    image = factories.ImageFactory()
    return {
        "home": "/",
        "story": story.url,
        "release": release.url,
        "search": "/search/?q=choir",
        "unknown": "/nowhere/",
        "redirect": story.url.rstrip("/"),
        "api": "/api/v2/pages/",
        "api error": "/api/v2/pages/?limit=x",
        "stylesheet": "/static/css/site.css",
        "picture": image.renditions.first().url,
        "missing picture": "/media/images/none.jpg",
    }


def policy(response) -> dict[str, list[str]]:
    header = response.headers["Content-Security-Policy"]
    parts = [part.split() for part in header.split(";") if part.strip()]
    return {name: values for name, *values in parts}


def test_policy__of_what_visitors_get_is_strict(client, paths):
    for kind, path in paths.items():
        header = client.get(path).headers["Content-Security-Policy"]
        assert "default-src 'none'" in header, kind
        assert "unsafe" not in header, kind
        assert "*" not in header, kind


def test_policy__of_a_page_allows_our_own_files_only(client, paths):
    assert policy(client.get(paths["story"])) == {
        "default-src": ["'none'"],
        "base-uri": ["'none'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
        "img-src": ["'self'", "data:"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "worker-src": ["'self'"],
    }


def test_every_answer__says_what_a_browser_must_not_do(client, paths):
    for kind, path in paths.items():
        headers = client.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff", kind
        assert headers["Referrer-Policy"] == "same-origin", kind
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", kind
        assert "geolocation=()" in headers["Permissions-Policy"], kind
        assert "Set-Cookie" not in headers, kind


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("story", "same-origin"),
        ("stylesheet", "same-origin"),
        ("api", "cross-origin"),
        ("picture", "cross-origin"),
    ],
)
def test_resource_policy__lets_partners_show_pictures(client, paths, kind, expected):
    headers = client.get(paths[kind]).headers
    assert headers["Cross-Origin-Resource-Policy"] == expected


def test_admin__is_stored_nowhere_and_found_nowhere(client, admin_client, db):
    for visitor in (client, admin_client):
        response = visitor.get(reverse("wagtailadmin_home"), follow=True)
        assert response.status_code == 200
        assert "no-store" in response.headers["Cache-Control"]
        assert response.headers["X-Robots-Tag"] == "noindex"
        assert policy(response)["default-src"] == ["'none'"]
        assert policy(response)["frame-ancestors"] == ["'self'"]


def test_admin__may_show_previews_on_the_partner_site(admin_client):
    client = settings.PREVIEW_CLIENTS[0]
    response = admin_client.get(reverse("wagtailadmin_home"))
    assert client in policy(response)["frame-src"]


@pytest.mark.parametrize("path", ["/nowhere/", "/api/v2/pages/999/", "/media/x.jpg"])
def test_refusal__is_kept_by_no_cache(home, client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert "no-store" in response.headers["Cache-Control"]
