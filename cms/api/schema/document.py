"""The whole document: every endpoint with its parameters and answers."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings

from wagtail.models import Page

from cms.api.schema.blocks import stream_components
from cms.api.schema.components import COMPONENTS
from cms.api.schema.fields import serializer_schema
from cms.api.schema.operations import (
    ITEM_NAMES,
    PREVIEW_PATH,
    operations,
    preview_operation,
)
from cms.api.schema.parameters import (
    page_types,
)
from cms.api.schema.shapes import (
    TEXT,
    WHOLE,
    Schema,
    array,
    optional,
    record,
    ref,
)
from cms.api.serializers import TEXT_LICENCE
from cms.api.views.snippets import SnippetsAPIViewSet


VERSION = "2.0.0"


@cache
def openapi_document(router: Any) -> Schema:
    """Return the OpenAPI 3.1 document of the endpoints of a router."""
    endpoints = dict(router._endpoints)
    preview = endpoints.pop("page_preview")
    paths: dict[str, Schema] = {}
    for name, view in endpoints.items():
        paths |= operations(name, view)
    paths[PREVIEW_PATH] = {"get": preview_operation(preview)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{settings.WAGTAIL_SITE_NAME}: partner API",
            "version": VERSION,
            "description": "Read-only, no key needed, JSON only. A Wagtail API v2.",
            "license": {"name": "CC BY 4.0", "identifier": TEXT_LICENCE},
        },
        "servers": [{"url": settings.BASE_URL}],
        "security": [],
        "paths": paths,
        "components": {"schemas": _components(endpoints, router)},
    }


def _components(endpoints: dict[str, Any], router: Any) -> dict[str, Schema]:
    components = dict(COMPONENTS)
    pages = endpoints["pages"]
    for model in page_types():
        for field in model._meta.get_fields():
            if hasattr(field, "stream_block"):
                components |= stream_components(field.stream_block)
        components[model.__name__] = _schema_of(pages, model, router)
    components["AnyPage"] = _schema_of(pages, Page, router)
    components["AnyPage"]["properties"]["meta"]["properties"]["type"] = TEXT
    components["Page"] = {"anyOf": [ref(model.__name__) for model in page_types()]}
    for name, view in endpoints.items():
        if ITEM_NAMES[name] not in components:
            components[ITEM_NAMES[name]] = _schema_of(view, view.model, router)
    components["Facet"] = array(
        record(
            {"value": {"type": ["string", "integer"]}, "label": TEXT, "count": WHOLE}
        )
    )
    return dict(sorted(components.items()))


def _schema_of(view: Any, model: Any, router: Any) -> Schema:
    if issubclass(view, SnippetsAPIViewSet):
        return optional(COMPONENTS[model.__name__])
    serializer = view._get_serializer_class(
        router, model, [("*", False, None)], show_details=True
    )
    return {
        **serializer_schema(serializer()),
        "title": str(model._meta.verbose_name).capitalize(),
    }
