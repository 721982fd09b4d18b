"""Hostile values for every parameter that the reference lists.

Each answer is JSON and 400 or 404, or 200 where the value may be meant, and none makes
the database work hard: that is counted, since time says little on a busy machine.
"""

from __future__ import annotations

import json

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import pytest

from cms.api.router import api_router
from cms.api.schema import openapi_document


pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite",
    reason="bytes that PostgreSQL refuses are refused before; once is enough",
)

NINES = "9" * 30
#: As they stand in an address, each with the name by which a failure is told.
VALUES = {
    "empty": "",
    "NUL": "a%00b",
    "huge": NINES,
    "thousands of digits": "9" * 5000,
    "negative": "-1",
    "huge negative": f"-{NINES}",
    "fraction": "1.5e308",
    "Arabic digits": "%D9%A1%D9%A2",
    "surrogate": "%ED%A0%80",
    "no UTF-8": "%ff%fe%80",
    "impossible day": "2022-02-30",
    "far away day": "99999-01-01T00:00:00Z",
    "unknown name": "no_such_thing",
    "quotes": "%27%22%3B--%20",
    "braces": "%7B%7D%5B%5D%28%29",
    "line break": "a%0d%0aX-Injected:%201",
    "100 kB": "a" * 100_000,
}
FIELDS = {
    "deep": "a(" * 5000 + ")" * 5000,
    "deep, short": "a(" * 21,
    "many names": ",".join(f"name{n}" for n in range(3000)),
    "unbalanced": "title(,)),(",
    "commas": "," * 900,
    "nested in all": "*(*(*(*)))",
    "star last": "title,*",
    "attributes": "__class__,pk,path,_meta",
}
#: Queries that any listing may cost; `test_queries.py` holds each to less.
MOST_QUERIES = 20
PATHS = openapi_document(api_router, "http://localhost")["paths"]
QUICK = [
    path
    for path in PATHS
    if path.startswith("/api/v2/") and path.endswith("/") and "docs" not in path
]


def addresses():
    """Return what is asked, with a name for each.

    A parameter that several endpoints read alike gets all the values once, and a few
    at each of the others.
    """
    seen = set()
    for path in QUICK:
        for parameter in PATHS[path]["get"].get("parameters", []):
            name = parameter["name"]
            if parameter["in"] != "query":
                continue
            kind = (name, json.dumps(parameter["schema"]))
            values = {"NUL": VALUES["NUL"]} if kind in seen else VALUES
            for what, value in values.items():
                yield path, f"{name}: {what}", f"{name}={value}"
            if kind not in seen:
                yield path, f"{name}: twice", f"{name}=1&{name}=%00"
                yield path, f"{name}: as a list", f"{name}[]=1"
            seen.add(kind)
        yield path, "format", "format=api"
    for path in ("/api/v2/pages/", "/api/v2/pages/{id}/", "/api/v2/images/"):
        for what, value in FIELDS.items():
            yield path, f"fields: {what}", f"fields={value}"
        yield path, "thousands of parameters", "&".join(f"p{n}=1" for n in range(999))
        yield path, "a long name", f"{'x' * 100_000}=1&{'y' * 100_000}=%00"
        yield path, "nothing but ampersands", "&" * 5000
        yield path, "a broken escape", "%&=%zz&%"


def test_hostile_values__are_refused_or_taken(tree, client):
    found = []
    for path, what, query in addresses():
        with CaptureQueriesContext(connection) as captured:
            response = client.get(f"{path.replace('{id}', '1')}?{query}")
        if problem := wrong_with(response, len(captured)):
            found.append((path, what, problem))
    assert not found


def wrong_with(response, queries):
    if response.status_code not in (200, 302, 400, 404):
        return response.status_code, response.content[:300]
    if response.headers["Content-Type"] != "application/json":
        return response.headers["Content-Type"]
    if "X-Injected" in response.headers:
        return "a header of the client's"
    if queries > MOST_QUERIES:
        return f"{queries} queries"
    if response.status_code >= 400:
        answer = json.loads(response.content)
        if answer.keys() != {"message"} or len(answer["message"]) > 5000:
            return answer
    return None


KEYS = [
    *("0", "-1", "1.5", NINES, "9" * 5000, "%D9%A1", "%00", "1%00", "%ff", "%ED%A0%80"),
    *("1'", "1;", "../1", "..%2f1", "1/2", "%0a1", "a" * 100_000, "null", "find%00"),
]


def test_hostile_ids__are_unknown(home):
    client = Client(raise_request_exception=False)
    for path in (path for path in QUICK if "{id}" in path):
        for key in KEYS:
            response = client.get(path.replace("{id}", key))
            assert response.status_code in (400, 404), key[:20]
            assert response.headers["Content-Type"] == "application/json", key[:20]
            assert response.json().keys() == {"message"}


@pytest.mark.parametrize("kind", ["page", "document"])
def test_link_in_a_text__with_an_impossible_id_is_plain_text(
    release, client, get, kind
):
    ids = ("9" * 5000, NINES, "0", "-1", "١", "1.0", "")
    links = "".join(f'<a linktype="{kind}" id="{key}">word</a> ' for key in ids)
    type(release).objects.update(notes_to_editors=f"<p>{links}</p>")
    for form in ("html", "markdown", "db_html", "db_markdown"):
        answer = get(f"pages/{release.pk}/", rich_text_format=form)
        assert answer["notes_to_editors"].count("word") == len(ids)
        assert "linktype" not in answer["notes_to_editors"]
    assert client.get(release.url).status_code == 200
