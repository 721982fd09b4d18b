"""The schema of each field of an answer, from the serialiser's field."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from wagtail.api.v2 import serializers as wagtail_serializers

from rest_framework import fields

from cms.api import base_serializer, serializers
from cms.api.schema.blocks import stream_reference
from cms.api.schema.components import LICENCE
from cms.api.schema.shapes import (
    BOOLEAN,
    DAY,
    HTML,
    MOMENT,
    TEXT,
    TIME,
    URL,
    WHOLE,
    Schema,
    array,
    nullable,
    one_of,
    record,
    ref,
)
from cms.core import serializers as core_serializers
from press.serializers import AttachmentsField, ContactsField


def serializer_schema(serializer: Any) -> Schema:
    """Return the schema of what a serialiser of the API answers.

    Nothing is required: `?fields=` leaves out whatever a client does not want.
    """
    meta, body = _meta_and_body(serializer)
    properties = {"id": body.pop("id"), "meta": _open_record(meta), **body}
    return _open_record(properties)


def _meta_and_body(serializer: Any) -> tuple[dict[str, Schema], dict[str, Schema]]:
    """Return the schemas of the fields that stand in `meta`, and of the others."""
    meta_names = set(serializer.meta_fields)
    schemas = {name: field_schema(field) for name, field in serializer.fields.items()}
    schemas["type"] = {"type": "string", "const": serializer.Meta.model._meta.label}
    meta = {name: schema for name, schema in schemas.items() if name in meta_names}
    body = {name: schema for name, schema in schemas.items() if name not in meta_names}
    return meta, body


def _open_record(properties: dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": properties}


def field_schema(field: Any) -> Schema:
    """Return the schema of one field.

    Raises:
        TypeError: Nobody described this kind of field.
    """
    schema = _field(field)
    return nullable(schema) if field.allow_null or _may_be_empty(field) else schema


def _may_be_empty(field: Any) -> bool:
    """Say whether the model lets the field stay empty."""
    if not isinstance(
        field, core_serializers.ImageField | core_serializers.SnippetField
    ):
        return False
    return _model_field(field).null


def _model_field(field: Any) -> Any:
    """Return the column or relation that a field answers with."""
    return field.parent.Meta.model._meta.get_field(field.source)


@singledispatch
def _field(field: Any) -> Schema:
    raise TypeError(f"Describe the schema of {type(field).__name__}.")


SIMPLE: dict[type[fields.Field], Schema] = {
    fields.CharField: TEXT,
    fields.BooleanField: BOOLEAN,
    fields.IntegerField: WHOLE,
    fields.DateField: DAY,
    fields.DateTimeField: MOMENT,
    fields.TimeField: TIME,
    wagtail_serializers.TypeField: TEXT,
    wagtail_serializers.DetailUrlField: URL,
    wagtail_serializers.PageTypeField: TEXT,
    wagtail_serializers.PageLocaleField: TEXT,
    core_serializers.DisplayRichTextField: HTML,
    core_serializers.ImageField: ref("Image"),
    core_serializers.DocumentField: nullable(ref("Document")),
    core_serializers.PageReferenceField: nullable(ref("PageReference")),
    core_serializers.ParentPageField: nullable(ref("PageReference")),
    core_serializers.PageReferencesField: array(ref("PageReference")),
    base_serializer.DetailUrlField: URL,
    serializers.HtmlUrlField: nullable(URL),
    serializers.AliasOfField: nullable(ref("PageReference")),
    serializers.BreadcrumbsField: array(ref("PageReference")),
    serializers.TranslationsField: array(ref("Translation")),
    serializers.LicenceField: LICENCE,
    serializers.BodyHtmlField: HTML,
    serializers.ImageDownloadUrlField: URL,
    serializers.DocumentDownloadUrlField: URL,
    serializers.FocalPointField: nullable(ref("FocalPoint")),
    serializers.RenditionsField: array(ref("Rendition")),
    base_serializer.TagsField: array(TEXT),
    serializers.LocationField: nullable(TEXT),
    ContactsField: array(ref("PressContact")),
    AttachmentsField: array(ref("Document")),
}
for field_class, schema in SIMPLE.items():
    _field.register(field_class, lambda field, schema=schema: schema)


@_field.register
def _choice(field: fields.ChoiceField) -> Schema:
    words = list(field.choices)
    return one_of([*words, ""] if field.allow_blank else words)


@_field.register
def _stream(field: wagtail_serializers.StreamField) -> Schema:
    return stream_reference(_model_field(field).stream_block)


@_field.register
def _snippet(field: core_serializers.SnippetField) -> Schema:
    return ref(_model_field(field).related_model.__name__)


@_field.register
def _rows(field: wagtail_serializers.ChildRelationField) -> Schema:
    meta, body = _meta_and_body(field.serializer_class())
    meta.pop("detail_url", None)  # rows have no endpoint
    return array(record({"id": body.pop("id"), "meta": record(meta), **body}))
