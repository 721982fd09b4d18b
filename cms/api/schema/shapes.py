"""Small parts that schemas are made of (JSON Schema 2020-12, as OpenAPI 3.1 uses it)."""

from __future__ import annotations

from typing import Any


Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
URL: Schema = {"type": "string", "format": "uri"}
HTML: Schema = {"type": "string", "contentMediaType": "text/html"}
WHOLE: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
BOOLEAN: Schema = {"type": "boolean"}
DAY: Schema = {"type": "string", "format": "date"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
#: A time of day in the United Kingdom; RFC 3339's `time` would want an offset.
TIME: Schema = {"type": "string", "pattern": r"^\d{2}:\d{2}:\d{2}$"}


def ref(name: str) -> Schema:
    """Return a reference to a schema that has a name of its own."""
    return {"$ref": f"#/components/schemas/{name}"}


def nullable(schema: Schema) -> Schema:
    """Return `schema`, or null."""
    if isinstance(schema.get("type"), str) and "enum" not in schema:
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def one_of(words: list[Any]) -> Schema:
    return {"type": "string", "enum": words}


def record(
    properties: dict[str, Schema], *, optional: tuple[str, ...] = (), about: str = ""
) -> Schema:
    """Return an object whose properties are all there, save the optional ones."""
    schema: Schema = {"type": "object", "properties": properties}
    if required := [name for name in properties if name not in optional]:
        schema["required"] = required
    if about:
        schema["description"] = about
    return schema


def optional(schema: Schema) -> Schema:
    """Return an object's schema with nothing required of it or of its `meta`."""
    properties = dict(schema["properties"])
    properties["meta"] = {**properties["meta"]}
    properties["meta"].pop("required", None)
    kept = {key: value for key, value in schema.items() if key != "required"}
    return {**kept, "properties": properties}


def about(schema: Schema, text: str) -> Schema:
    """Return `schema` with a sentence for its readers."""
    return {**schema, "description": text}
