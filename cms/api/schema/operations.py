"""What can be asked of each endpoint, and how it answers."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from cms.api.schema.answers import FOUND, LINK, answer, errors, listing
from cms.api.schema.parameters import (
    changes_parameters,
    detail_parameters,
    find_parameters,
    listing_parameters,
    preview_parameters,
)
from cms.api.schema.shapes import (
    BOOLEAN,
    WHOLE,
    Schema,
    about,
    array,
    record,
    ref,
)


BASE = "/api/v2/"
PREVIEW_PATH = f"{BASE}page_preview/1/"
CHANGES_PATH = f"{BASE}changes/"
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


def changes_operation() -> Schema:
    """Return how a partner follows what changes."""
    meta = record(
        {
            "last_sequence": about(WHOLE, "Go on from here: give it as `after`."),
            "has_more": about(BOOLEAN, "Whether there are more changes already."),
            "latest_sequence": about(
                WHOLE,
                "The end of the log: where to go on from after reading all pages.",
            ),
        }
    )
    changes = record({"meta": meta, "items": array(ref("Change"))})
    return {
        "operationId": "listChanges",
        "summary": "What has changed, oldest first",
        "description": "Whoever goes on from `meta.last_sequence` misses nothing. What "
        "a page is like now is told by its `detail_url`: 404 or 410 means that it is "
        "gone.",
        "tags": ["changes"],
        "parameters": changes_parameters(),
        "responses": {
            "200": answer(
                "Changes to what everybody can see.",
                changes,
                "changes-list",
                headers=LINK,
            ),
            **errors("400"),
            "410": answer(
                "`after` is beyond the end of the log: the site was restored from a "
                "backup. Read all pages anew.",
                ref("Error"),
            ),
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
