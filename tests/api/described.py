"""Comparing answers with what the API's own description says of them."""

from __future__ import annotations

import copy
from typing import Any

from openapi_schema_validator import OAS31Validator


def close(schema: Any) -> Any:
    """Forbid properties that the document does not name, however deep."""
    if isinstance(schema, list):
        return [close(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: close(value) for key, value in schema.items()}
    if closed.get("type") == "object":
        closed.setdefault("additionalProperties", False)
    return closed


class Described:
    """Checks answers against a document, strictly: nothing may be undescribed."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = close(copy.deepcopy(document["components"]))
        self.paths = document["paths"]

    def check(self, path: str, response: Any) -> None:
        self.check_data(path, response.json(), response.status_code)

    def check_data(self, path: str, data: Any, status: int = 200) -> None:
        operation = self.paths[path]["get"]
        answer = operation["responses"][str(status)]
        schema = close(answer["content"]["application/json"]["schema"])
        validator = OAS31Validator({**schema, "components": self.document})
        errors = [
            f"{'.'.join(map(str, error.absolute_path))}: {error.message[:300]}"
            for error in validator.iter_errors(data)
        ]
        assert errors == []
