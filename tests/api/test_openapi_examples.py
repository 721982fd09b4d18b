"""The examples in the API's description: real answers, cut short.

`make examples` asks the sample content for them anew.
"""

from __future__ import annotations

import json
import os
from typing import Any

from django.db import transaction

from wagtail.contrib.redirects.models import Redirect

import pytest

from cms.api.router import api_router
from cms.api.schema import openapi_document
from cms.api.schema.answers import EXAMPLE_ADDRESS, EXAMPLES
from press.models import PressReleasePage, ReleaseAttachment
from tests import factories
from tests.api.described import Described
from tests.sample_site import sample_site, small_pictures  # noqa: F401 - fixtures


ENDPOINTS = [name for name in api_router._endpoints if name != "page_preview"]
MOST = {"renditions": 2, "items": 1}
#: Enough of a body to see what it is like.
MOST_BLOCKS = 3


def cut(data: Any, key: str = "") -> Any:
    """Return an answer with fewer of what there are many of."""
    if isinstance(data, dict):
        return {name: cut(value, name) for name, value in data.items()}
    if isinstance(data, list):
        return [cut(value) for value in data[: MOST.get(key, MOST_BLOCKS)]]
    if key == "body_html":
        return data.partition("</p>")[0] + "</p>"
    return data


@pytest.fixture
def complete_site(sample_site, db):  # noqa: F811
    """The sample site, with a redirect and a document, of which it has none."""
    release = PressReleasePage.objects.filter(locale__language_code="en").first()
    document = factories.DocumentFactory(title="Programme of events")
    release.release_attachments = [ReleaseAttachment(document=document)]
    release.save()
    Redirect.objects.create(old_path="/news/choir", redirect_page=release)


@pytest.mark.skipif("WRITE_EXAMPLES" not in os.environ, reason="make examples does it")
def test_examples__are_written(complete_site, client, settings):
    settings.BASE_URL = settings.WAGTAILAPI_BASE_URL = EXAMPLE_ADDRESS
    EXAMPLES.mkdir(exist_ok=True)
    for endpoint in ENDPOINTS:
        in_english = "locale" in api_router._endpoints[endpoint].known_query_parameters
        query = "?limit=1&locale=en" if in_english else "?limit=1"
        rows = client.get(f"/api/v2/{endpoint}/{query}").json()
        row = client.get(f"/api/v2/{endpoint}/{rows['items'][0]['id']}/").json()
        for name, answer in ((f"{endpoint}-list", rows), (endpoint, row)):
            text = json.dumps(cut(answer), indent=1, ensure_ascii=False) + "\n"
            (EXAMPLES / f"{name}.json").write_text(text, encoding="utf-8")
    text = json.dumps(the_changes(client), indent=1, ensure_ascii=False) + "\n"
    (EXAMPLES / "changes-list.json").write_text(text, encoding="utf-8")
    assert len(list(EXAMPLES.glob("*.json"))) > 2 * len(ENDPOINTS)


def the_changes(client) -> Any:
    """Take a page of the complete site down; return what the log tells of it."""
    end = client.get("/api/v2/changes/?limit=0").json()["meta"]["latest_sequence"]
    release = PressReleasePage.objects.filter(locale__language_code="en").first()
    with transaction.atomic():
        release.save_revision().publish()
    with transaction.atomic():
        release.unpublish()
    return client.get(f"/api/v2/changes/?after={end}&limit=3").json()


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_example__is_as_described(endpoint):
    document = openapi_document(api_router, "https://refugee-week.example")
    described = Described(document)
    for path in (f"/api/v2/{endpoint}/", f"/api/v2/{endpoint}/{{id}}/"):
        answer = document["paths"][path]["get"]["responses"]["200"]
        example = answer["content"]["application/json"]["example"]
        described.check_data(path, example)
        assert EXAMPLE_ADDRESS not in json.dumps(example)


def test_example_of_changes__is_as_described():
    document = openapi_document(api_router, "https://refugee-week.example")
    answer = document["paths"]["/api/v2/changes/"]["get"]["responses"]["200"]
    example = answer["content"]["application/json"]["example"]
    assert len(example["items"]) >= 2
    Described(document).check_data("/api/v2/changes/", example)
