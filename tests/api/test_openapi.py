"""Does the API answer as its own description says?"""

from __future__ import annotations

import re
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from cms.api.router import api_router
from tests import factories
from tests.api.conftest import fresh
from tests.api.described import Described


@pytest.fixture
def tree(lasting_tree, db):
    return fresh(lasting_tree)


@pytest.fixture
def document(db, client) -> dict[str, Any]:
    response = client.get("/api/v2/openapi.json")
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    return response.json()


class Answer:
    """An answer that nobody gave."""

    status_code = 200

    def __init__(self, item: dict[str, Any]) -> None:
        self.item = item

    def json(self) -> dict[str, Any]:
        meta = {"total_count": 1, "next": None, "previous": None}
        return {"meta": meta, "items": [self.item]}


ENDPOINTS = [name for name in api_router._endpoints if name != "page_preview"]


@pytest.mark.parametrize(
    "item",
    [
        {"title": "Songs", "undescribed": 1},
        {"title": 1},
        {"meta": {"type": "home.HomePage"}},
        {"body": [{"type": "marquee", "value": "", "id": "x"}]},
        {"image": {"id": 1}},
    ],
)
def test_check__finds_what_is_not_as_described(document, item):
    with pytest.raises(AssertionError):
        Described(document).check("/api/v2/stories/", Answer(item))


def test_document__is_openapi_3_1(document):
    assert document["openapi"].startswith("3.1")
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []


def test_document__has_every_endpoint(document):
    described = {re.sub(r"\{\w+\}", "*", path) for path in document["paths"]}
    router = {
        f"/api/v2/{name}/{rest}" for name in ENDPOINTS for rest in ("", "*/", "find/")
    }
    others = {"page_preview/1/", "changes/", "openapi.json", "docs/"}
    assert described == router | {f"/api/v2/{path}" for path in others}


@pytest.mark.parametrize("name", ENDPOINTS)
def test_listing__is_as_described(tree, client, document, name):
    described = Described(document)
    for query in ("", "?fields=*", "?fields=_", "?limit=0", "?fields=title,-id"):
        if query == "?fields=title,-id" and name == "redirects":
            continue  # it has no title
        response = client.get(f"/api/v2/{name}/{query}")
        assert response.status_code == 200, response.content
        described.check(f"/api/v2/{name}/", response)
    for item in client.get(f"/api/v2/{name}/").json()["items"]:
        response = client.get(f"/api/v2/{name}/{item['id']}/")
        described.check(f"/api/v2/{name}/{{id}}/", response)


def test_facets__are_as_described(tree, client, document):
    described = Described(document)
    for name in ("pages", "editions", "stories", "press-releases"):
        (facets,) = (
            parameter
            for parameter in document["paths"][f"/api/v2/{name}/"]["get"]["parameters"]
            if parameter["name"] == "facets"
        )
        names = facets["schema"]["items"]["enum"]
        if name == "pages":  # what one type is counted by needs that type
            names = ["type", "locale"]
        response = client.get(f"/api/v2/{name}/?facets={','.join(names)}")
        described.check(f"/api/v2/{name}/", response)


def test_parameters__are_those_that_are_taken(tree, client, document):
    for name in ENDPOINTS:
        refused = client.get(f"/api/v2/{name}/?nonsense=1").json()["message"]
        taken = set(re.search(r"Known here: (.*)\.$", refused)[1].split(", "))
        parameters = document["paths"][f"/api/v2/{name}/"]["get"]["parameters"]
        described = {parameter["name"] for parameter in parameters}
        assert taken - described == {"_", "format"}
        if name != "pages":  # it also describes the filters of each type
            assert described <= taken


def test_error__is_as_described(home, client, document):
    described = Described(document)
    for name in ENDPOINTS:
        described.check(f"/api/v2/{name}/", client.get(f"/api/v2/{name}/?limit=x"))
        described.check(f"/api/v2/{name}/{{id}}/", client.get(f"/api/v2/{name}/999/"))


def test_document__describes_each_block_that_a_page_may_hold(document):
    stream = document["components"]["schemas"]["StoryBlock"]
    story = factories.EventStoryPageFactory._meta.model
    blocks = story._meta.get_field("body").stream_block.child_blocks
    assert set(stream["items"]["discriminator"]["mapping"]) == set(blocks)
