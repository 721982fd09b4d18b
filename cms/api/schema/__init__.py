"""The partner API as an OpenAPI 3.1 document, derived from the code that answers."""

from __future__ import annotations

from cms.api.schema.document import openapi_document


__all__ = ["openapi_document"]
