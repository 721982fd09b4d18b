"""The whole document: every endpoint with its parameters and answers."""

from __future__ import annotations

import json
from functools import cache
from inspect import getdoc
from typing import Any

from django.conf import settings
from django.utils import translation

from wagtail.models import Page

from cms.api.schema.answers import EXAMPLE_ADDRESS
from cms.api.schema.blocks import stream_components
from cms.api.schema.components import COMPONENTS
from cms.api.schema.fields import serializer_schema
from cms.api.schema.limits import with_limits
from cms.api.schema.operations import (
    CHANGES_PATH,
    ITEM_NAMES,
    PREVIEW_PATH,
    changes_operation,
    operations,
    own_operations,
    preview_operation,
)
from cms.api.schema.parameters import page_types
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
DESCRIPTION = """\
What this site publishes, for the websites of partners: read-only, no key needed, JSON
only, from any origin (CORS). It is a Wagtail API v2; programs written for Wagtail work
without change.

**Start** with `GET /api/v2/stories/`: a listing shows all that a card needs, its `meta`
counts the rows and leads to the next ones. `meta.detail_url` of a row leads to the rest,
with `body_html` to paste into a page as it is.

**Choose** with the parameters of each listing. A filter, an order or a facet that is not
named there is refused. Whatever is wrong with a request is a 400 that names the parameter
and what is allowed. `HEAD` and `OPTIONS` work wherever `GET` does.

**What stays**: nothing named here is taken away or changes its type in version 2. New
parameters, properties, blocks and values may come at any time, so pass over what you do
not know. What is going to end is marked as deprecated here, and answers to those who
still use it carry the headers `Deprecation` (RFC 9745) and `Sunset` (RFC 8594), at least
a year before.

**Credit**: our words are under CC BY 4.0 (`meta.licence`). Pictures have a `credit` to
show and a `licence` of their own.
"""
#: What each group of operations is about, where the endpoint does not say it.
TAGS = {
    "changes": "What changes for the public, in order, to keep a copy up to date by.",
    "page_preview": "Drafts on a partner’s site, inside of our editor.",
    "reference": "The API, described.",
}


@cache
def openapi_document(router: Any, address: str) -> Schema:
    """Return the OpenAPI 3.1 document of the endpoints of a router.

    Args:
        router: Has the endpoints.
        address: Scheme and host of the site, with no slash.
    """
    with translation.override(settings.LANGUAGE_CODE):
        document = with_limits(_document(router, address))
    text = json.dumps(document).replace(EXAMPLE_ADDRESS, address)
    return json.loads(text)


def _document(router: Any, address: str) -> Schema:
    endpoints = dict(router._endpoints)
    preview = endpoints.pop("page_preview")
    paths: dict[str, Schema] = {}
    for name, view in endpoints.items():
        paths |= operations(name, view)
    paths[PREVIEW_PATH] = {"get": preview_operation(preview)}
    paths[CHANGES_PATH] = {"get": changes_operation()}
    paths |= own_operations()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{settings.WAGTAIL_SITE_NAME}: partner API",
            "version": VERSION,
            "description": DESCRIPTION,
            "license": {"name": "CC BY 4.0", "identifier": TEXT_LICENCE},
        },
        "externalDocs": {
            "description": "Wagtail’s guide to its API, version 2",
            "url": "https://docs.wagtail.org/en/stable/advanced_topics/api/v2/usage.html",
        },
        "servers": [{"url": address}],
        "tags": _tags(endpoints),
        "paths": paths,
        "components": {"schemas": _components(endpoints, router)},
    }


def _tags(endpoints: dict[str, Any]) -> list[Schema]:
    """Return the groups of operations; each view says of itself what it has."""
    about = {name: getdoc(view) or "" for name, view in endpoints.items()} | TAGS
    return [{"name": name, "description": text} for name, text in about.items()]


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
        "description": f"{str(model._meta.verbose_name).capitalize()}.",
    }
