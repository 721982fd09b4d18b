"""What can be asked of each endpoint, and how it answers."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from cms.api.page_facets import facets_for
from cms.api.schema.parameters import (
    detail_parameters,
    find_parameters,
    listing_parameters,
    page_types,
    preview_parameters,
)
from cms.api.schema.shapes import (
    URL,
    WHOLE,
    Schema,
    about,
    array,
    nullable,
    record,
    ref,
)


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


def operations(name: str, view: Any) -> dict[str, Schema]:
    """Return what can be asked of an endpoint, by path."""
    item = ref(ITEM_NAMES[name])
    listed = {"anyOf": [item, ref("AnyPage")]} if name == "pages" else item
    gone = ("410",) if _is_pages(view) else ()
    base = f"{BASE}{name}/"
    return {
        base: _get(
            "list",
            name,
            listing_parameters(view),
            _json("The rows that were asked for.", _listing(listed, view)),
            ("400",),
            description=(view.__doc__ or "").strip(),
        ),
        f"{base}{{id}}/": _get(
            "get",
            name,
            detail_parameters(view),
            _json("All about it.", item),
            ("400", "404", *gone),
        ),
        f"{base}find/": _get(
            "find", name, find_parameters(view), FOUND, ("400", "404", *gone)
        ),
    }


#: What each operation does, by the first word of its name.
SUMMARIES = {"list": "List {}", "get": "One of {}", "find": "Find one of {}"}
FOUND: Schema = {
    "description": "It is at this address.",
    "headers": {"Location": {"schema": URL}},
}


def _get(
    verb: str,
    name: str,
    parameters: list[Schema],
    success: Schema,
    errors: tuple[str, ...],
    **more: Any,
) -> Schema:
    """Return one way to ask an endpoint; `find` answers with a redirect."""
    noun = "".join(part.capitalize() for part in name.split("-"))
    return {
        "get": {
            "operationId": f"{verb}{noun}",
            "summary": SUMMARIES[verb].format(name.replace("-", " ")),
            **more,
            "tags": [name],
            "parameters": parameters,
            "responses": {
                "302" if success is FOUND else "200": success,
                **_errors(*errors),
            },
        }
    }


def _is_pages(view: Any) -> bool:
    return issubclass(view.model, Page)


def preview_operation(view: Any) -> Schema:
    """Return how a partner's site asks for a draft."""
    return {
        "operationId": "getPagePreview",
        "summary": "A draft, for an editor's preview on your site",
        "tags": ["page_preview"],
        "parameters": preview_parameters(),
        "responses": {
            "200": _json("The draft, as its detail would be.", ref("Page")),
            **_errors("400", "404"),
        },
    }


def _listing(item: Schema, view: Any) -> Schema:
    meta = record(
        {
            "total_count": about(WHOLE, "All rows, those on other pages too."),
            "next": nullable(URL),
            "previous": nullable(URL),
        }
    )
    if _is_pages(view):
        names = facets_for(view.model)
        if view.model is Page:
            names = {
                n: f for m in (Page, *page_types()) for n, f in facets_for(m).items()
            }
        meta["properties"]["facets"] = {
            "type": "object",
            "properties": {name: ref("Facet") for name in names},
        }
    return record({"meta": meta, "items": array(item)})


def _json(description: str, schema: Schema) -> Schema:
    return {
        "description": description,
        "content": {"application/json": {"schema": schema}},
    }


REASONS = {
    "400": "A parameter is unknown, or its value is not allowed.",
    "404": "There is nothing public at this address.",
    "410": "It was public, and is gone.",
}


def _errors(*statuses: str) -> dict[str, Schema]:
    return {status: _json(REASONS[status], ref("Error")) for status in statuses}
