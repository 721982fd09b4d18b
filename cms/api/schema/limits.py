"""What holds for all that can be asked: limits, and the key that lifts them.

`cms.api.throttling` keeps them for every address, so nobody has to say it of each.
"""

from __future__ import annotations

from cms.api.schema.answers import answer
from cms.api.schema.shapes import TEXT, WHOLE, Schema, ref


KEY_SCHEME: Schema = {
    "type": "http",
    "scheme": "bearer",
    "description": "A partner key. It is not needed, and opens nothing that is not "
    "public: it lifts the limit and tells us who asks. Keep it out of pages and apps "
    "that others can read.",
}
#: With a key or without one.
SECURITY: list[Schema] = [{}, {"partnerKey": []}]

HEADERS: dict[str, Schema] = {
    "RateLimit-Policy": {
        "description": "The limit that this request counts for, `address` or "
        "`partner`: `q` requests in `w` seconds (draft-ietf-httpapi-ratelimit-headers). "
        "Left out while there is no limit.",
        "schema": TEXT,
        "example": '"address";q=600;w=60',
    },
    "RateLimit": {
        "description": "What is left of it: `r` requests for `t` seconds. To be passed "
        "over where a cache answers (`Age` is more than 0).",
        "schema": TEXT,
        "example": '"address";r=599;t=60',
    },
}
RETRY_AFTER: dict[str, Schema] = {
    "Retry-After": {
        "description": "The seconds after which to ask again.",
        "schema": {**WHOLE, "minimum": 1},
        "example": 40,
    }
}
CHALLENGE: dict[str, Schema] = {
    "WWW-Authenticate": {
        "description": "Begins with `Bearer`.",
        "schema": TEXT,
        "example": 'Bearer realm="Partner API", error="invalid_token"',
    }
}
REFUSALS: dict[str, Schema] = {
    "401": answer(
        "The key is unknown or revoked. Nothing needs one.",
        ref("Error"),
        headers=CHALLENGE,
    ),
    "429": answer("Too many requests.", ref("Error"), headers=RETRY_AFTER),
}


def with_limits(document: Schema) -> Schema:
    """Return a document in which each operation may be refused, and tells its limit."""
    components = document["components"]
    schemes = {"partnerKey": KEY_SCHEME}
    return {
        **document,
        "security": SECURITY,
        "paths": {
            path: {method: _limited(operation) for method, operation in item.items()}
            for path, item in document["paths"].items()
        },
        "components": {**components, "headers": HEADERS, "securitySchemes": schemes},
    }


def _limited(operation: Schema) -> Schema:
    """Return an operation with its refusals, and the headers on all its answers."""
    told = {name: {"$ref": f"#/components/headers/{name}"} for name in HEADERS}
    responses = {
        status: {**response, "headers": {**response.get("headers", {}), **told}}
        for status, response in {**operation["responses"], **REFUSALS}.items()
    }
    return {**operation, "responses": dict(sorted(responses.items()))}
