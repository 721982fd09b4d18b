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
    title = name.replace("-", " ")
    item = ref(ITEM_NAMES[name])
    listed = {"anyOf": [item, ref("AnyPage")]} if name == "pages" else item
    base = f"{BASE}{name}/"
    camel = "".join(part.capitalize() for part in name.split("-"))
    return {
        base: {
            "get": {
                "operationId": f"list{camel}",
                "summary": f"List {title}",
                "description": (view.__doc__ or "").strip(),
                "tags": [name],
                "parameters": listing_parameters(view),
                "responses": {
                    "200": _json(
                        "The rows that were asked for.", _listing(listed, view)
                    ),
                    **_errors("400"),
                },
            }
        },
        f"{base}{{id}}/": {
            "get": {
                "operationId": f"get{camel}",
                "summary": f"One of {title}",
                "tags": [name],
                "parameters": detail_parameters(view),
                "responses": {
                    "200": _json("All about it.", item),
                    **_errors("400", "404", *(("410",) if _is_pages(view) else ())),
                },
            }
        },
        f"{base}find/": {
            "get": {
                "operationId": f"find{camel}",
                "summary": f"Find one of {title}",
                "tags": [name],
                "parameters": find_parameters(view),
                "responses": {
                    "302": {
                        "description": "It is at this address.",
                        "headers": {"Location": {"schema": URL}},
                    },
                    **_errors("400", "404", *(("410",) if _is_pages(view) else ())),
                },
            }
        },
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
