"""What a new description of the API takes away from those who rely on the old one.

Programs of partners are written, and generated, against `openapi.json`. They may ask
what they could ask before, and find in the answers what they found before. More may
come: paths, parameters, properties, words of an enum, members of a union. Partners are
told to pass over what they do not know (`info.description` of the document).

    python -m scripts.schema_changes old.json new.json
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple


Schema = dict[str, Any]

#: What a value must be exactly: another format, pattern or word is another value.
EXACT = ("const", "format", "pattern", "contentMediaType")
#: Bounds of what is asked, and whether a larger one lets more through.
BOUNDS = {
    "maximum": True,
    "maxLength": True,
    "maxItems": True,
    "minimum": False,
    "minLength": False,
    "minItems": False,
}
#: How many members a union has whose readers choose by the member.
SMALLEST_UNION = 2


def breaking_changes(old: Schema, new: Schema) -> list[str]:
    """Return a line for each thing that `new` takes from those who rely on `old`."""
    return list(dict.fromkeys(_Comparison(old, new).document()))


class _Place(NamedTuple):
    """Where in the document two schemas stand, and which way their values go.

    Args:
        name: For the reader of the result.
        asked: True where partners send the value, False where they receive it.
    """

    name: str
    asked: bool

    def below(self, name: str) -> _Place:
        return _Place(f"{self.name}.{name}", self.asked)


class _Comparison:
    """Walks two documents side by side."""

    def __init__(self, old: Schema, new: Schema) -> None:
        self.old, self.new = old, new
        self.seen: set[tuple[str, str, bool]] = set()

    def document(self) -> Iterator[str]:
        for path in _missing(self.old["paths"], self.new["paths"]):
            yield f"{path} is gone"
        for path, method, old, new in self._operations():
            name = f"{method.upper()} {path}"
            if new is None:
                yield f"{name} is gone"
            else:
                yield from self._operation(name, old, new)
        for name in _missing(_schemas(self.old), _schemas(self.new)):
            yield f"the schema {name} is gone"

    def _operations(self) -> Iterator[tuple[str, str, Schema, Schema | None]]:
        for path, item in self.old["paths"].items():
            if path in self.new["paths"]:
                for method, old in item.items():
                    yield path, method, old, self.new["paths"][path].get(method)

    def _operation(self, name: str, old: Schema, new: Schema) -> Iterator[str]:
        if old.get("operationId") != new.get("operationId"):
            yield f"{name}: its operationId, which clients are named by, has changed"
        if _open_to_all(old, self.old) and not _open_to_all(new, self.new):
            yield f"{name} needs a key"
        yield from self._parameters(name, _parameters(old), _parameters(new))
        for status in _missing(old["responses"], new["responses"]):
            yield f"{name}: the status {status} is gone"
        for status in _both(old["responses"], new["responses"]):
            yield from self._response(
                f"{name} {status}", old["responses"][status], new["responses"][status]
            )

    def _parameters(self, name: str, old: Schema, new: Schema) -> Iterator[str]:
        for key in _missing(old, new):
            yield f"{name}: the parameter {key} is gone"
        for key, parameter in new.items():
            before = old.get(key, {})
            if parameter.get("required") and not before.get("required"):
                yield f"{name}: the parameter {key} is required"
            if key in old:
                for word in ("style", "explode"):
                    if before.get(word) != parameter.get(word):
                        yield f"{name}: {key} is written in another way ({word})"
                place = _Place(f"{name}: {key}", asked=True)
                yield from self.schemas(place, before["schema"], parameter["schema"])

    def _response(self, name: str, old: Schema, new: Schema) -> Iterator[str]:
        old, new = _resolve(old, self.old), _resolve(new, self.new)
        for header in _missing(old.get("headers", {}), new.get("headers", {})):
            yield f"{name}: the header {header} is gone"
        before, after = old.get("content", {}), new.get("content", {})
        for media_type in _missing(before, after):
            yield f"{name}: the form {media_type} is gone"
        for media_type in _both(before, after):
            place = _Place(name, asked=False)
            yield from self.schemas(
                place,
                before[media_type].get("schema", {}),
                after[media_type].get("schema", {}),
            )

    def schemas(self, place: _Place, old: Schema, new: Schema) -> Iterator[str]:
        """Compare what stands at one place in both documents."""
        pair = (str(old), str(new), place.asked)
        if pair in self.seen:  # compared before, or being compared: schemas recur
            return
        self.seen.add(pair)
        before, after = _members(old, self.old), _members(new, self.new)
        if len(before) == len(after) == 1:  # a name of its own changes nothing
            after = dict(zip(before, after.values(), strict=True))
        for key in _missing(before, after):
            yield f"{place.name} is no longer {key}"
        for key in _missing(after, before):
            if not place.asked and not _one_more(key, before):
                yield f"{place.name} may be {key}"
        for key in _both(before, after):
            yield from self._values(place, before[key], after[key])

    def _values(self, place: _Place, old: Schema, new: Schema) -> Iterator[str]:
        """Compare two schemas that are no unions."""
        if not _fits(place, old.get("type"), new.get("type")):
            yield f"{place.name} was {old.get('type')} and is {new.get('type')}"
            return
        # A rule for what is asked may go, one for what is answered may come.
        said = new if place.asked else old
        for word in EXACT:
            if word in said and old.get(word) != new.get(word):
                yield f"{place.name}: {word} was {old.get(word)}, is {new.get(word)}"
        if old.get("default") != new.get("default"):
            yield f"{place.name} has another default"
        yield from _enums(place, old, new)
        if place.asked:
            yield from _bounds(place, old, new)
        yield from self._inside(place, old, new)

    def _inside(self, place: _Place, old: Schema, new: Schema) -> Iterator[str]:
        """Compare the properties of objects and the items of lists."""
        before, after = old.get("properties", {}), new.get("properties", {})
        for name in _missing(before, after):
            yield f"{place.name}.{name} is gone"
        for name in _missing(old.get("required", []), new.get("required", [])):
            if name in after and not place.asked:
                yield f"{place.name}.{name} may be left out"
        for name in _both(before, after):
            yield from self.schemas(place.below(name), before[name], after[name])
        if "items" in old and "items" in new:
            yield from self.schemas(place.below("[]"), old["items"], new["items"])


def _schemas(document: Schema) -> Schema:
    return document.get("components", {}).get("schemas", {})


def _missing(old: Any, new: Any) -> list[str]:
    return [key for key in old if key not in new]


def _both(old: Any, new: Any) -> list[str]:
    return [key for key in old if key in new]


def _open_to_all(operation: Schema, document: Schema) -> bool:
    """Say whether nobody needs a key."""
    needed = operation.get("security", document.get("security", []))
    return not needed or {} in needed


def _parameters(operation: Schema) -> Schema:
    return {
        f"{each['name']} ({each['in']})": each
        for each in operation.get("parameters", [])
    }


def _resolve(schema: Schema, document: Schema) -> Schema:
    while "$ref" in schema:
        found: Any = document
        for part in schema["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        schema = found
    return schema


def _members(schema: Schema, document: Schema) -> dict[str, Schema]:
    """Return what a value may be, by a name for each: `A or null` has two members."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        inside = _resolve(schema, document)
        union = "anyOf" in inside or "oneOf" in inside
        return _members(inside, document) if union else {name: inside}
    members: dict[str, Schema] = {}
    for each in schema.get("anyOf", []) + schema.get("oneOf", []):
        members |= _members(each, document)
    if members:
        return members
    kinds = schema.get("type", "anything")
    if isinstance(kinds, str):
        return {str(schema.get("const", kinds)): schema}
    return {kind: {**schema, "type": kind} for kind in kinds}


def _one_more(key: str, before: dict[str, Schema]) -> bool:
    """Say whether a union, whose readers choose anyway, only has one more object."""
    objects = [schema for schema in before.values() if schema.get("type") == "object"]
    return key != "null" and len(objects) >= SMALLEST_UNION


def _fits(place: _Place, old: Any, new: Any) -> bool:
    """Say whether values of the type before are values of the one after, or so."""
    if old == new:
        return True
    narrow, wide = (old, new) if place.asked else (new, old)
    return (narrow, wide) == ("integer", "number")


def _enums(place: _Place, old: Schema, new: Schema) -> Iterator[str]:
    before, after = old.get("enum"), new.get("enum")
    if before is not None and after is not None:
        for word in _missing(before, after):
            yield f"{place.name}: {word!r} is gone"
    elif before is not None and not place.asked:
        yield f"{place.name} may be any text"
    elif after is not None and place.asked:
        yield f"{place.name} may only be one of {after}"


def _bounds(place: _Place, old: Schema, new: Schema) -> Iterator[str]:
    for word, more in BOUNDS.items():
        before, after = old.get(word), new.get(word)
        if after is None or before == after:
            continue
        if before is None or (after < before) is more:
            yield f"{place.name}: {word} was {before}, is {after}"


def main(paths: list[str]) -> int:
    """Print what one file takes from those who rely on another; 1 if anything."""
    old, new = [json.loads(Path(path).read_text(encoding="utf-8")) for path in paths]
    broken = breaking_changes(old, new)
    if broken:
        print("This breaks what partners have:", *broken, sep="\n  ")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
