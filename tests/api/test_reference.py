"""The reference of the API for people, and the files that show it."""

from __future__ import annotations

from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client

import pytest

from cms.api.static_files import FILES, PREFIX


OWN = ("/api/v2/docs/", "/api/v2/openapi.json")


def test_reference__is_a_page_without_inline_code(client):
    response = client.get("/api/v2/docs/")
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    page = response.content.decode()
    assert '<html lang="en">' in page
    assert "<title>Partner API" in page
    assert page.count("<script") == page.count("<script src=") == 2
    for inline in ("<style", " style=", " onclick="):
        assert inline not in page
    assert "https://creativecommons.org/licenses/by/4.0/" in page


@pytest.mark.parametrize("path", OWN)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_other_method__is_refused_in_json(path, method):
    response = getattr(Client(enforce_csrf_checks=True), method)(path)
    assert response.status_code == 405
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert response.json().keys() == {"message"}


@pytest.mark.parametrize("path", OWN)
def test_preflight__lets_any_site_read(client, path):
    response = client.options(path)
    assert response.status_code == 204
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert client.head(path).status_code == 200


def test_finder__has_what_the_reference_needs_and_no_more():
    for name in FILES:
        assert finders.find(f"{PREFIX}/{name}").endswith(name)
    for other in ("oauth2-redirect.html", "../swagger-ui/LICENSE", "", "LICENSE/.."):
        assert finders.find(f"{PREFIX}/{other}") is None
    assert finders.find(f"{PREFIX}/LICENSE", find_all=True)


def test_collected_files__have_names_that_last(settings, tmp_path):
    """As in production: a name changes with its content, and each is there."""
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_FINDERS = ["cms.api.static_files.SwaggerFinder"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
        },
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    names = {file.name for file in (tmp_path / PREFIX).iterdir()}
    assert names >= set(FILES)
    assert len(names) == 2 * len(FILES)
