"""How an endpoint answers: with what it was asked for, or with an error."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from wagtail.models import Page

from cms.api.page_facets import facets_for
from cms.api.schema.parameters import page_types
from cms.api.schema.shapes import (
    TEXT,
    URL,
    WHOLE,
    Schema,
    about,
    array,
    nullable,
    record,
    ref,
)


#: Answers of the sample site, cut short; `make examples` asks for them anew.
EXAMPLES = Path(__file__).parent / "examples"
#: The address that stands for the site's in them.
EXAMPLE_ADDRESS = "https://www.example.org"

#: What each error means, and what it says for example.
REASONS = {
    "400": (
        "A parameter is unknown, or its value is not allowed.",
        "limit must be a whole number from 0 to 100.",
    ),
    "404": ("There is nothing public at this address.", "not found"),
    "410": ("It was public, and is gone. Remove your copy.", "gone"),
}

FOUND: Schema = {
    "description": "It is at this address.",
    "headers": {"Location": {"description": "The address.", "schema": URL}},
}
#: Where a listing goes on (RFC 8288).
LINK: Schema = {
    "Link": {
        "description": "The next and the previous rows, as in `meta`; none if there "
        "are no others.",
        "schema": TEXT,
        "example": f'<{EXAMPLE_ADDRESS}/api/v2/stories/?offset=20>; rel="next"',
    }
}


def answer(description: str, schema: Schema, example: str = "", **more: Any) -> Schema:
    """Return a good answer in JSON.

    Args:
        description: What it is.
        schema: What it looks like.
        example: The name of a file in `examples/`; none for an answer without one.
        more: Further keys, such as `headers`.
    """
    content: Schema = {"schema": schema}
    if example:
        content["example"] = _example(example)
    return {
        "description": description,
        **more,
        "content": {"application/json": content},
    }


@cache
def _example(name: str) -> Any:
    return json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))


def errors(*statuses: str) -> dict[str, Schema]:
    """Return the errors of an operation, by status."""
    return {status: _error(*REASONS[status]) for status in statuses}


def _error(reason: str, message: str) -> Schema:
    error = answer(reason, ref("Error"))
    error["content"]["application/json"]["example"] = {"message": message}
    return error


def listing(item: Schema, view: Any) -> Schema:
    """Return what a listing of `item` looks like."""
    meta = record(
        {
            "total_count": about(WHOLE, "All rows, those on other pages too."),
            "next": about(nullable(URL), "The next rows; null at the end."),
            "previous": about(nullable(URL), "The rows before; null at the start."),
        }
    )
    if issubclass(view.model, Page):
        meta["properties"]["facets"] = _facets(view)
    return record({"meta": meta, "items": array(item)})


def _facets(view: Any) -> Schema:
    names = dict(facets_for(view.model))
    if view.model is Page:
        for model in page_types():
            names |= facets_for(model)
    return {
        "type": "object",
        "description": "Only where `facets` asks for it.",
        "properties": {name: ref("Facet") for name in names},
    }
