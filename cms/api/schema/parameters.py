"""The parameters of each endpoint, from its filters and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from wagtail.api.rich_text import APIRichText
from wagtail.models import Page, get_page_models

from cms.api.filters import LONGEST_SEARCH, OPERATORS
from cms.api.page_facets import facets_for
from cms.api.pagination import DEFAULT_LIMIT, LAST_OFFSET
from cms.api.schema.shapes import TEXT, Schema
from cms.api.views.changes import AFTER, LIMIT
from cms.core.models import BasePage
from cms.core.references import LARGEST_KEY


if TYPE_CHECKING:
    from django.db.models import Model

KEY: Schema = {"type": "integer", "minimum": 1, "maximum": LARGEST_KEY}


def _query(name: str, schema: Schema, description: str, **more: Any) -> Schema:
    return {
        "name": name,
        "in": "query",
        "schema": schema,
        "description": description,
        **more,
    }


FIELDS = _query(
    "fields",
    TEXT,
    "What to answer with: *, names, -names to leave out, _ for nothing else, "
    "separated by commas.",
)
RICH_TEXT = _query(
    "rich_text_format",
    {"type": "string", "enum": list(APIRichText._serializers())},
    "The form of rich text; HTML to show by default.",
)
PAGING = [
    _query(
        "limit",
        {
            "type": "integer",
            "minimum": 0,
            "maximum": settings.WAGTAILAPI_LIMIT_MAX,
            "default": DEFAULT_LIMIT,
        },
        "How many rows to answer with.",
    ),
    _query(
        "offset",
        {"type": "integer", "minimum": 0, "maximum": LAST_OFFSET, "default": 0},
        "How many rows to leave out before.",
    ),
]
SEARCH = [
    _query(
        "search",
        {"type": "string", "maxLength": LONGEST_SEARCH},
        "Words to search for.",
    ),
    _query(
        "search_operator",
        {"type": "string", "enum": list(OPERATORS), "default": "or"},
        "Whether all words must be there.",
    ),
]
LOCALE = _query(
    "locale",
    {"type": "string", "enum": [code for code, _name in settings.LANGUAGES]},
    "The language.",
)

PAGE_ID: Schema = {"anyOf": [{"type": "string", "const": "root"}, KEY]}
TREE = [
    _query("child_of", PAGE_ID, "Right below this page."),
    _query("descendant_of", PAGE_ID, "Somewhere below this page."),
    _query("ancestor_of", PAGE_ID, "Somewhere above this page."),
    _query("translation_of", PAGE_ID, "This page in other languages."),
    _query("site", TEXT, "The site, as host or host:port, where there are several."),
]
PATH = _query(
    "html_path",
    TEXT,
    "The path at which visitors read it.",
    example="/refugee-week/",
)


def listing_parameters(view: Any) -> list[Schema]:
    """Return what a listing takes, the endpoint's own filters included."""
    known = view.known_query_parameters
    model = view.model
    filters = {parameter["name"]: parameter for parameter in _filters(view, model)}
    if "type" in known:
        for page_type in page_types():
            for parameter in _filters(view, page_type):
                filters.setdefault(parameter["name"], parameter)
    return [
        *([_types()] if "type" in known else []),
        *filters.values(),
        *([_facets(view)] if "facets" in known else []),
        *(TREE if "child_of" in known else []),
        *([LOCALE] if "locale" in known else []),
        *SEARCH,
        _order(view),
        *PAGING,
        FIELDS,
        RICH_TEXT,
    ]


def detail_parameters(view: Any) -> list[Schema]:
    """Return what the answer to one object takes."""
    key = {"name": "id", "in": "path", "required": True, "schema": KEY}
    return [key, FIELDS, RICH_TEXT]


def find_parameters(view: Any) -> list[Schema]:
    """Return by what one object is found."""
    if "html_path" in view.find_query_parameters:
        return [_query("id", KEY, "Its id, if no path is given."), PATH]
    return [_query("id", KEY, "Its id.", required=True)]


def changes_parameters() -> list[Schema]:
    """Return what the change log takes."""
    after, limit = (
        _query(each.name, each.kind.schema, each.description) for each in (AFTER, LIMIT)
    )
    after["schema"] = {**after["schema"], "default": 0}
    limit["schema"] = {**limit["schema"], "default": DEFAULT_LIMIT}
    return [after, limit]


def preview_parameters() -> list[Schema]:
    """Return what an editor's preview passes on."""
    types = {
        "type": "string",
        "enum": [model._meta.label_lower for model in page_types()],
    }
    return [
        _query("content_type", types, "The page type.", required=True),
        _query(
            "token",
            {**TEXT, "minLength": 1},
            "The token of the preview.",
            required=True,
        ),
        FIELDS,
        RICH_TEXT,
    ]


def page_types() -> list[type[Page]]:
    """Return every page type that visitors can read, in the order of their names."""
    models = [model for model in get_page_models() if issubclass(model, BasePage)]
    return sorted(models, key=lambda model: model.__name__)


def _filters(view: Any, model: type[Model]) -> list[Schema]:
    return [
        _query(parameter.name, parameter.kind.schema, parameter.description)
        for each in view().get_filters(model)
        for parameter in each.parameters
    ]


def _types() -> Schema:
    names = [model._meta.label for model in page_types()]
    return _several(
        "type",
        names,
        "Page types, separated by commas; filters of one type go with it alone.",
    )


def _facets(view: Any) -> Schema:
    names = {name: None for model in _models(view) for name in facets_for(model)}
    return _several(
        "facets",
        list(names),
        "What to count all rows of the listing by, separated by commas.",
        minItems=1,
    )


def _order(view: Any) -> Schema:
    names = {
        name: None for model in _models(view) for name in view().get_order_fields(model)
    }
    return _several(
        "order",
        [word for name in names for word in (name, f"-{name}")] + ["random"],
        "What to sort by, separated by commas; with - before it for descending. Newest "
        "first by default. random goes alone, and without offset.",
    )


def _models(view: Any) -> list[type[Model]]:
    """Return what a listing may hold; all pages may be narrowed down to one type."""
    return [view.model, *page_types()] if view.model is Page else [view.model]


def _several(name: str, words: list[str], description: str, **more: Any) -> Schema:
    """Return a parameter that takes some of a few words, separated by commas."""
    words_of_it = {"type": "string", "enum": words}
    schema = {"type": "array", "items": words_of_it, **more}
    return {**_query(name, schema, description), "style": "form", "explode": False}
