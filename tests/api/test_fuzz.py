"""Generated questions: no server error, no answer off the description.

`make fuzz` asks thousands: every phase of schemathesis, and CASES random ones for each
operation. In the suite a few are enough to see that nothing is fundamentally wrong.
"""

from __future__ import annotations

import os
import re
import time
from collections import Counter

from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection, connections

import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from cms.api.pagination import LinkedPagination
from cms.api.views import PartnersAPIViewSet


pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite" and "CASES" not in os.environ,
    reason="what is asked does not depend on the database; once is enough",
)

THOROUGH = "CASES" in os.environ
FEWEST_CASES = 2000 if THOROUGH else 80
CONFIG = {
    "seed": 2017,
    "continue-on-failure": True,
    "generation": {
        "max-examples": int(os.environ.get("CASES", "3")),
        "deterministic": True,
        "database": "none",
    },
    "phases": {
        "coverage": {"enabled": THOROUGH},
        "stateful": {"enabled": False},  # nothing can be made or changed here
    },
    "checks": {"positive_data_acceptance": {"enabled": False}},  # ours is stricter
}
#: What JSON Schema cannot say of a request that it allows: how parameters go together,
#: and what is in the database.
BEYOND_SCHEMA = [
    r"child_of or descendant_of, not both",
    r"must be root or the id of a public page",
    r"from must not be later than to",
    r"order=random goes without offset",
    r"order must be random or some of these",  # sorted by what one type has
    r"facets must be some of these",  # counted by what one type has
    r"unknown parameter: .* Known here",  # filtered by what one type has
    r"search must hold at most 20 words",
    r"tags must hold at most",
    r"site must be the host name of a site",
    r"find needs one of",
    r"fields",
    r"must not hold a null character",
]


@schemathesis.check
def takes_what_it_describes(ctx, response, case):
    """A request that the description allows is refused for a known reason only."""
    if case.meta.generation.mode.is_positive and response.status_code == 400:
        message = response.json()["message"]
        assert any(re.search(known, message) for known in BEYOND_SCHEMA), message


@pytest.fixture
def api(tree):
    """The API, on the database of this test in whichever thread it is asked."""
    application = get_wsgi_application()
    database = connections["default"]

    def answer(environ, start_response):
        connections["default"] = database
        return application(environ, start_response)

    database.inc_thread_sharing()
    for signal in (request_started, request_finished):  # as Django's test client does
        signal.disconnect(close_old_connections)
    config = SchemathesisConfig.from_dict(CONFIG)
    yield schemathesis.openapi.from_wsgi("/api/v2/openapi.json", answer, config=config)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    database.dec_thread_sharing()


def failures(scenario):
    """Yield a line for each check of a scenario that failed."""
    for case, checks in scenario.recorder.checks.items():
        for check in checks:
            if check.failure_info:
                failure = check.failure_info.failure
                asked = scenario.recorder.interactions[case].request.uri
                yield f"{check.name}: {failure.title}. {failure.message}\n    {asked}"


def ask(api):
    """Return how much was asked, of which operations, the statuses, and what is wrong."""
    asked, operations, statuses, wrong = Counter(), set(), Counter(), []
    for event in from_schema(api).execute():
        if isinstance(event, events.ScenarioFinished):
            asked[event.phase.value] += len(event.recorder.cases)
            operations.add(event.recorder.label)
            wrong += failures(event)
            statuses.update(
                interaction.response.status_code
                for interaction in event.recorder.interactions.values()
                if interaction.response
            )
        elif isinstance(event, events.NonFatalError | events.FatalError):
            wrong.append(repr(event))
    return asked, operations, statuses, wrong


@pytest.mark.django_db
def test_api__answers_as_described(api):
    started = time.monotonic()
    asked, operations, statuses, wrong = ask(api)
    seconds = round(time.monotonic() - started)
    print(f"{seconds} s, {dict(asked)}, {dict(statuses)}")  # noqa: T201
    assert wrong == [], "\n".join(wrong)
    described = {f"GET {path}" for path in api.raw_schema["paths"]}
    assert operations == described - {"GET /api/v2/openapi.json"}  # read at the start
    assert asked.total() >= FEWEST_CASES
    assert statuses[200] > asked.total() / 10


@pytest.mark.django_db
def test_planted_faults__are_found(api, monkeypatch):
    honest = LinkedPagination.get_paginated_response

    def lie(self, data):
        response = honest(self, data)
        response.data["meta"]["total_count"] = "many"
        return response

    monkeypatch.setattr(LinkedPagination, "get_paginated_response", lie)
    monkeypatch.setattr(PartnersAPIViewSet, "get_object", lambda self: 1 / 0)
    partners = api.include(path_regex="^/api/v2/partners/")
    wrong = "\n".join(ask(partners)[-1])
    assert "response_schema_conformance" in wrong
    assert "not_a_server_error" in wrong
