"""What can be asked of each endpoint, and how it answers."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from cms.api.schema.answers import FOUND, LINK, answer, errors, listing
from cms.api.schema.parameters import (
    detail_parameters,
    find_parameters,
    listing_parameters,
    preview_parameters,
)
from cms.api.schema.shapes import Schema, ref


BASE = "/api/v2/"
PREVIEW_PATH = f"{BASE}page_preview/1/"
#: What an item is called where it has a shape besides the nested one.
ITEM_NAMES = {
    "pages": "Page",
    "editions": "EditionPage",
    "stories": "EventStoryPage",
    "press-releases": "PressReleasePage",
    "images": "ImageItem",
    "documents": "DocumentItem",
    "redirects": "Redirect",
    "partners": "PartnerItem",
    "programmes": "ProgrammeItem",
}
#: What each operation does, by the first word of its name.
SUMMARIES = {"list": "List {}", "get": "One of {}", "find": "Find one of {}"}


def operations(name: str, view: Any) -> dict[str, Schema]:
    """Return what can be asked of an endpoint, by path."""
    item = ref(ITEM_NAMES[name])
    listed = {"anyOf": [item, ref("AnyPage")]} if name == "pages" else item
    gone = ("410",) if issubclass(view.model, Page) else ()
    base = f"{BASE}{name}/"
    rows = answer(
        "The rows that were asked for.",
        listing(listed, view),
        f"{name}-list",
        headers=LINK,
    )
    row = answer("All about it.", item, name)
    return {
        base: _get("list", name, listing_parameters(view), rows, ("400",)),
        f"{base}{{id}}/": _get(
            "get", name, detail_parameters(view), row, ("400", "404", *gone)
        ),
        f"{base}find/": _get(
            "find", name, find_parameters(view), FOUND, ("400", "404", *gone)
        ),
    }


def _get(
    verb: str,
    name: str,
    parameters: list[Schema],
    success: Schema,
    failures: tuple[str, ...],
) -> Schema:
    """Return one way to ask an endpoint; `find` answers with a redirect."""
    noun = "".join(part.capitalize() for part in name.split("-"))
    return {
        "get": {
            "operationId": f"{verb}{noun}",
            "summary": SUMMARIES[verb].format(name.replace("-", " ")),
            "tags": [name],
            "parameters": parameters,
            "responses": {
                "302" if success is FOUND else "200": success,
                **errors(*failures),
            },
        }
    }


def preview_operation(view: Any) -> Schema:
    """Return how a partner's site asks for a draft."""
    return {
        "operationId": "getPagePreview",
        "summary": "A draft, for an editor's preview on your site",
        "description": "The token comes with the address that the editor opens. The "
        "answer is not to be kept.",
        "tags": ["page_preview"],
        "parameters": preview_parameters(),
        "responses": {
            "200": answer("The draft, as its detail would be.", ref("Page"), "stories"),
            **errors("400", "404"),
        },
    }


def own_operations() -> dict[str, Schema]:
    """Return the addresses at which the API describes itself."""
    document = answer("This document.", {"type": "object"})
    page = {
        "description": "A page for people.",
        "content": {"text/html": {"schema": {"type": "string"}}},
    }
    return {
        f"{BASE}openapi.json": {
            "get": {
                "operationId": "getOpenapi",
                "summary": "The API, described for programs",
                "tags": ["reference"],
                "responses": {"200": document},
            }
        },
        f"{BASE}docs/": {
            "get": {
                "operationId": "getDocs",
                "summary": "The API, described for people",
                "tags": ["reference"],
                "responses": {"200": page},
            }
        },
    }
