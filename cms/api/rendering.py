"""How answers are written: JSON in UTF-8 (RFC 8259)."""

from __future__ import annotations

from typing import Any

import orjson
from rest_framework.renderers import JSONRenderer
from rest_framework.utils.encoders import JSONEncoder


#: Django REST framework's form of times: `Z` for UTC, and milliseconds.
OPTIONS = orjson.OPT_PASSTHROUGH_DATETIME
_as_json = JSONEncoder().default


class FastJSONRenderer(JSONRenderer):
    """Writes what Django REST framework's renderer does, in a fraction of the time."""

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Any = None,
    ) -> bytes:
        """Return `data` as JSON; empty if there is none.

        The answer that it is of forgets it: an answer, its view and its request stand in
        a circle, which stays in memory until the next search for garbage.

        Raises:
            TypeError: It holds something that is no JSON and cannot be made such.
        """
        written = b"" if data is None else orjson.dumps(data, _as_json, OPTIONS)
        if renderer_context:
            renderer_context["response"].data = None
        return written
