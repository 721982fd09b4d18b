"""What partners have is kept: `openapi.json` of this directory is the golden copy."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from django.core.management import call_command

import pytest

from scripts.schema_changes import breaking_changes, main


GOLDEN = Path(__file__).parent / "openapi.json"


@pytest.fixture(scope="module")
def golden() -> dict[str, Any]:
    return json.loads(GOLDEN.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def current(tmp_path_factory) -> dict[str, Any]:
    file = tmp_path_factory.mktemp("schema") / "openapi.json"
    with file.open("w", encoding="utf-8") as output:
        call_command("openapi", address="https://www.example.org", stdout=output)
    return json.loads(file.read_text(encoding="utf-8"))


def test_change__breaks_nothing_that_partners_have(golden, current):
    assert breaking_changes(golden, current) == []


def test_golden_copy__is_of_today(golden, current):
    assert current == golden, "Run “make schema”, and look at the difference."


# What is found ------------------------------------------------------------------


def stories(document: dict[str, Any]) -> dict[str, Any]:
    return document["paths"]["/api/v2/stories/"]["get"]


def parameter(document: dict[str, Any], name: str) -> dict[str, Any]:
    return next(
        each for each in stories(document)["parameters"] if each["name"] == name
    )


def schema(document: dict[str, Any], name: str) -> dict[str, Any]:
    return document["components"]["schemas"][name]


def story(document: dict[str, Any]) -> dict[str, Any]:
    return schema(document, "EventStoryPage")["properties"]


def rename(table: dict[str, Any], old: str, new: str) -> None:
    table[new] = table.pop(old)


NULL = {"type": "null"}
BREAKS = {
    "a path is gone": lambda d: d["paths"].pop("/api/v2/stories/{id}/"),
    "a method is gone": lambda d: rename(d["paths"]["/api/v2/stories/"], "get", "post"),
    "an operation is called something else": lambda d: stories(d).update(
        operationId="stories"
    ),
    "a key is needed": lambda d: d.update(security=[{"key": []}]),
    "a status is gone": lambda d: stories(d)["responses"].pop("400"),
    "a form is gone": lambda d: rename(
        stories(d)["responses"]["200"]["content"], "application/json", "text/html"
    ),
    "a header is gone": lambda d: stories(d)["responses"]["200"].pop("headers"),
    "a parameter is gone": lambda d: stories(d)["parameters"].remove(
        parameter(d, "partner")
    ),
    "a parameter is called something else": lambda d: parameter(d, "partner").update(
        name="partner_slug"
    ),
    "a parameter is required": lambda d: parameter(d, "partner").update(required=True),
    "a new parameter is required": lambda d: stories(d)["parameters"].append(
        {"name": "key", "in": "query", "required": True, "schema": {"type": "string"}}
    ),
    "a parameter takes less": lambda d: parameter(d, "limit")["schema"].update(
        maximum=50
    ),
    "a parameter takes no small number": lambda d: parameter(d, "limit")[
        "schema"
    ].update(minimum=1),
    "a parameter takes another type": lambda d: parameter(d, "partner").update(
        schema={"type": "integer"}
    ),
    "a parameter takes another format": lambda d: parameter(d, "from").update(
        schema={"type": "string", "format": "date-time"}
    ),
    "a parameter takes a few words only": lambda d: parameter(d, "partner").update(
        schema={"type": "string", "enum": ["iom"]}
    ),
    "a parameter takes a word less": lambda d: parameter(d, "event_format")["schema"][
        "enum"
    ].remove("concert"),
    "an order is gone": lambda d: parameter(d, "order")["schema"]["items"][
        "enum"
    ].remove("title"),
    "a parameter has another default": lambda d: parameter(d, "limit")["schema"].update(
        default=10
    ),
    "a list is written in another way": lambda d: parameter(d, "order").update(
        explode=True
    ),
    "a property is gone": lambda d: story(d).pop("introduction"),
    "a property is called something else": lambda d: rename(
        story(d), "image", "picture"
    ),
    "a property deep down is gone": lambda d: schema(d, "Rendition")["properties"].pop(
        "width"
    ),
    "a property may be missing": lambda d: schema(d, "Image")["required"].remove("alt"),
    "a property may be null": lambda d: story(d).update(
        introduction={"type": ["string", "null"]}
    ),
    "an object may be null": lambda d: schema(d, "Partner")["properties"].update(
        slug={"anyOf": [schema(d, "Partner")["properties"]["slug"], NULL]}
    ),
    "a property has another type": lambda d: story(d).update(
        introduction={"type": "integer"}
    ),
    "a whole number is any number": lambda d: schema(d, "Image")["properties"].update(
        width={"type": "number"}
    ),
    "a property has another format": lambda d: schema(d, "Translation")[
        "properties"
    ].update(html_url={"type": "string"}),
    "an object is a list": lambda d: story(d).update(
        programme={"type": "array", "items": {"$ref": "#/components/schemas/Programme"}}
    ),
    "an object is another one": lambda d: story(d).update(
        edition={"$ref": "#/components/schemas/Venue"}
    ),
    "a word of an answer is gone": lambda d: story(d)["event_format"]["enum"].remove(
        "concert"
    ),
    "a word of an answer may be any text": lambda d: story(d).update(
        event_format={"type": "string"}
    ),
    "a block is gone": lambda d: schema(d, "StoryBlock")["items"]["oneOf"].pop(0),
    "a type name is another": lambda d: schema(d, "QuoteBlock")["properties"][
        "type"
    ].update(const="citation"),
    "a value of a block is gone": lambda d: schema(d, "QuoteBlock")["properties"][
        "value"
    ]["properties"].pop("text"),
    "a schema is called something else": lambda d: d.update(
        json.loads(
            json.dumps(d).replace('/Facet"', '/Count"').replace('"Facet"', '"Count"')
        )
    ),
}
ADDS = {
    "nothing": lambda d: None,
    "a path": lambda d: d["paths"].update({"/api/v2/new/": {"get": stories(d)}}),
    "a parameter": lambda d: stories(d)["parameters"].append(
        {"name": "colour", "in": "query", "schema": {"type": "string"}}
    ),
    "a larger limit": lambda d: parameter(d, "limit")["schema"].update(maximum=200),
    "a word that a parameter takes": lambda d: parameter(d, "event_format")["schema"][
        "enum"
    ].append("picnic"),
    "a word that an answer has": lambda d: story(d)["event_format"]["enum"].append(
        "picnic"
    ),
    "a property": lambda d: story(d).update(colour={"type": "string"}),
    "a property that is always there": lambda d: schema(d, "Image")["required"].append(
        "caption"
    ),
    "a block": lambda d: schema(d, "StoryBlock")["items"]["oneOf"].append(
        {"$ref": "#/components/schemas/Venue"}
    ),
    "an error": lambda d: stories(d)["responses"].update(
        {"503": stories(d)["responses"]["400"]}
    ),
    "a header": lambda d: stories(d)["responses"]["200"]["headers"].update(
        {"Age": {"schema": {"type": "integer"}}}
    ),
    "a key that may be given": lambda d: d.update(security=[{}, {"key": []}]),
    "a name for a schema": lambda d: (
        d["components"]["schemas"].update(Introduction=story(d)["introduction"]),
        story(d).update(introduction={"$ref": "#/components/schemas/Introduction"}),
    ),
    "words for the reader": lambda d: d["info"].update(description="Another."),
    "another address": lambda d: d.update(servers=[{"url": "https://other.example"}]),
}


def changed(document: dict[str, Any], change: Any) -> dict[str, Any]:
    new = copy.deepcopy(document)
    change(new)
    return new


@pytest.mark.parametrize("change", BREAKS.values(), ids=BREAKS)
def test_breaking_change__is_found(golden, change):
    assert breaking_changes(golden, changed(golden, change))


@pytest.mark.parametrize("change", ADDS.values(), ids=ADDS)
def test_addition__passes(golden, change):
    assert breaking_changes(golden, changed(golden, change)) == []


def test_command__says_what_breaks(golden, tmp_path, capsys):
    file = tmp_path / "new.json"
    new = changed(golden, lambda d: story(d).pop("introduction"))
    file.write_text(json.dumps(new), encoding="utf-8")
    assert main([str(GOLDEN), str(file)]) == 1
    assert "introduction is gone" in capsys.readouterr().out
    assert main([str(GOLDEN), str(GOLDEN)]) == 0
