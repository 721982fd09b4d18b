"""Whatever is asked, the answer is JSON that says what is wrong, and never a 500."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib.auth import get_user_model
from django.test import Client

import pytest

from cms.api import views


METHODS = "GET, HEAD, OPTIONS"

BAD = {
    "pages/?limit=101": "limit must be a whole number from 0 to 100.",
    "pages/?limit=-1": "limit",
    "pages/?limit=1_0": "limit",
    "pages/?limit=%D9%A3": "limit",
    "pages/?offset=9999999999999999999999": "offset",
    f"pages/?offset={'9' * 5000}": "offset",
    "pages/?offset=x": "offset",
    "pages/?first_published_at=foo": "first_published_at must be a moment",
    "pages/?first_published_at=0001-01-01T00:00:00%2B14:00": "first_published_at",
    "pages/?first_published_at=2022-13-01": "first_published_at",
    "editions/?start_date=foo": "start_date must be a date",
    "editions/?start_date=2022-02-30": "start_date",
    "editions/?year=twenty": "year must be a whole number",
    "press-releases/?date=": "date must be a date",
    "press-releases/?edition=x": "edition",
    "stories/?event_format=party": "event_format must be one of: concert, discussion",
    "stories/?edition_year=x": "edition_year",
    "stories/?online=perhaps": "online",
    "stories/?from=2022-02-30": "from",
    "stories/?from=2022-02-02&to=2022-02-01": "from",
    "press-releases/?from=2022-02-02&to=2022-02-01": "from",
    "press-releases/?year=0": "year",
    "editions/?year_from=-1": "year_from",
    "pages/?modified_after=yesterday": "modified_after",
    "stories/?facets=body": "facets",
    "stories/?facets=": "facets",
    "pages/?show_in_menus=perhaps": "show_in_menus must be true or false",
    "pages/?search=a&search_operator=bogus": "search_operator must be one of: and, or",
    "pages/?search=%00": "search must not hold a null character",
    "pages/?title=%00": "title",
    "pages/?%00=1": "null character",
    f"pages/?search={'a' * 201}": "search must hold at most",
    f"pages/?search={'a+' * 21}": "search must hold at most",
    "pages/?order=body": "order must be",
    "pages/?order=--title": "order must be",
    "pages/?order=title,random": "order must be",
    "pages/?order=random&offset=1": "order=random goes without offset",
    "editions/?order=hero_image": "order must be",
    "press-releases/?order=edition": "order must be",
    "images/?order=tags": "order must be",
    "pages/?body=x": "unknown parameter: body",
    "press-releases/?body=x": "unknown parameter: body",
    "editions/?year__gte=2020": "unknown parameter: year__gte",
    "editions/?type=home.HomePage": "unknown parameter: type",
    "editions/?hero_image=1": "unknown parameter: hero_image",
    f"images/?tags={'a,' * 200}": "tags must hold at most 10 tags",
    "pages/?type=home.NoPage": "type must be one or more page types",
    "pages/?type=auth.User": "type must be",
    "pages/?type=,": "type must be",
    "pages/?locale=zz": "locale must be one of: ",
    "pages/?site=nowhere.example": "site must be",
    "pages/?site=localhost:port": "site must be",
    "pages/?child_of=x": "child_of must be root or the id of a public page",
    "pages/?child_of=99999999": "child_of must be",
    f"pages/?child_of={'9' * 30}": "child_of must be",
    "pages/?ancestor_of=-1": "ancestor_of must be",
    "pages/?descendant_of=": "descendant_of must be",
    "pages/?translation_of=x": "translation_of must be",
    "pages/?child_of=root&descendant_of=root": "child_of or descendant_of, not both",
    "pages/?fields=nonsense": "fields",
    "pages/?fields=(": "fields error",
    f"pages/?fields={'a(' * 400}": "fields must hold at most",
    f"pages/?fields={'a' * 1001}": "fields must hold at most",
    "pages/?fields=title(id)": "nested fields",
    "pages/?rich_text_format=word": "rich_text_format must be one of",
    "pages/?format=xml": "format must be one of: json",
    "pages/find/": "find needs one of: html_path, id",
    "pages/find/?id=x": "id must be a whole number",
    "pages/find/?html_path=%00": "html_path must not hold a null character",
    "redirects/find/?id=x": "id must be a whole number",
    "images/find/?id=%27": "id must be a whole number",
    f"pages/?{'x' * 100_000}=1": "unknown parameter",
}


@pytest.mark.parametrize("address", BAD, ids=lambda address: address[:60])
def test_bad_input__is_refused_by_name(edition, refused, address):
    path, _mark, query = address.partition("?")
    assert BAD[address] in refused(path, query)


@pytest.mark.parametrize(
    "text",
    ['"', '""', "'", "a*", "(", "a AND", "NEAR(", "a:b", "^", "\\", "%", "%s", "🎵",
     "\t", "--", "a\nb", "{", "ع", "\ufeff", "x' OR 1=1", "&", "|", "!", "<->", ":*"],
)  # fmt: skip
def test_search__takes_any_text(edition, get, text):
    for operator in ("and", "or"):
        for name in ("pages", "images", "partners"):
            found = get(f"{name}/", search=text, search_operator=operator)
            assert found["meta"]["total_count"] == len(found["items"])
    ranked, ordered = (
        get("pages/", search=text, **order)["items"]
        for order in ({}, {"order": "title"})
    )
    assert {page["id"] for page in ranked} == {page["id"] for page in ordered}


@pytest.mark.parametrize("path", ["%ED%A0%80", "%FF%FE", "%C0%80", "a%00b", "%0A", "é"])
def test_odd_bytes__are_no_server_error(edition, client, path):
    for url in (
        f"/api/{path}",
        f"/api/v2/pages/{path}/",
        f"/api/v2/pages/find/?html_path={path}",
        f"/api/v2/pages/?title={path}",
        f"/api/v2/pages/?locale={path}",
        f"/api/v2/redirects/find/?html_path={path}",
    ):
        response = client.get(url)
        assert response.status_code in (200, 400, 404), url
        assert response.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    "path",
    ["", "v2/", "v1/pages/", "v2/nothing/", "v2/pages/0/", "v2/pages/abc/",
     f"v2/pages/{'9' * 30}/", f"v2/pages/{'9' * 5000}/", "v2/images/999/", "x.json",
     "v2/page_preview/", "v2/page_preview/2/", "v2/partners/999999/"],
)  # fmt: skip
def test_unknown_path__is_told_in_json(home, client, settings, path):
    for debug in (False, True):
        settings.DEBUG = debug
        response = client.get(f"/api/{path}", headers={"accept": "text/html"})
        assert response.status_code == 404
        assert response.headers["Content-Type"] == "application/json"
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert response.json() == {"message": "not found"}


def test_path_without_its_last_slash__leads_to_the_endpoint(home, client):
    response = client.get("/api/v2/pages?limit=1")
    assert response.status_code == 301
    assert response.headers["Location"] == "/api/v2/pages/?limit=1"
    assert response.headers["Content-Type"] == "application/json"


def test_elsewhere__errors_are_pages(home, client):
    response = client.get("/nothing/")
    assert response.status_code == 404
    assert response.headers["Content-Type"].startswith("text/html")


def test_server_error__is_told_in_json(home, monkeypatch):
    """No request is known to fail, so a view is made to."""

    def fail(self, request):
        raise ZeroDivisionError("a secret in the text of an error")

    client = Client(raise_request_exception=False)
    monkeypatch.setattr(views.PagesAPIViewSet, "listing_view", fail)
    response = client.get("/api/v2/pages/", headers={"accept": "text/html"})
    assert response.status_code == 500
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.json() == {"message": "server error"}


def test_wrong_host__is_told_in_json(home):
    response = Client(raise_request_exception=False).get(
        "/api/v2/pages/", headers={"host": "evil.example"}
    )
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("path", ["pages/", "editions/1/", "page_preview/1/"])
def test_other_methods__are_refused(home, client, method, path):
    response = getattr(Client(enforce_csrf_checks=True), method)(f"/api/v2/{path}")
    assert response.status_code == 405
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Allow"] == METHODS
    assert method.upper() in response.json()["message"]


def test_head__has_the_headers_and_no_body(edition, client):
    path = "/api/v2/editions/?limit=1"
    head, get = client.head(path), client.get(path)
    assert head.status_code == 200
    assert head.content == b""
    assert dict(head.headers) == dict(get.headers)


@pytest.mark.parametrize("path", ["pages/", "images/", "page_preview/1/"])
def test_preflight__lets_any_site_read(home, client, path):
    response = client.options(
        f"/api/v2/{path}",
        headers={
            "origin": "https://partner.example",
            "access-control-request-method": "GET",
            "access-control-request-headers": "if-none-match",
        },
    )
    assert response.status_code == 204
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Access-Control-Allow-Methods"] == METHODS
    assert response.headers["Access-Control-Allow-Headers"] == "*, Authorization"
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_answers__are_the_same_for_all_who_ask(edition, client):
    client.force_login(get_user_model().objects.create_superuser("amina"))
    for path in ("pages/", f"pages/{edition.pk}/", "images/", "pages/?limit=x"):
        response = client.get(
            f"/api/v2/{path}",
            headers={
                "origin": "https://partner.example",
                "accept": "text/html",
                "accept-language": "ar",
            },
        )
        assert response.headers["Content-Type"] == "application/json"
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert "Vary" not in response.headers
        assert not response.cookies


def test_message__repeats_no_more_than_a_name(edition, refused):
    message = refused("pages/", f"order={quote('<script>alert(1)</script>')}")
    assert "alert" not in message


@pytest.mark.parametrize("endpoint", ["pages", "stories", "images", "redirects"])
def test_id__beyond_every_database_is_unknown(home, client, endpoint):
    for key in (2**63, 10**30):
        response = client.get(f"/api/v2/{endpoint}/{key}/")
        assert (response.status_code, response.json()) == (
            404,
            {"message": "not found"},
        )


@pytest.mark.parametrize("endpoint", ["pages", "redirects"])
def test_find__reads_an_id_that_stands_beside_a_path(home, refused, endpoint):
    assert "id must be" in refused(f"{endpoint}/find/", "html_path=/&id=x")
