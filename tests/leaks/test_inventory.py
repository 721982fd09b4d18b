"""Whatever is new makes the suite fail until somebody has thought of what it shows."""

from __future__ import annotations

from wagtail.snippets.models import get_snippet_models

import pytest

from cms.api.router import api_router
from tests.leaks.channels import (
    CHANNELS,
    ENDPOINTS,
    LISTING_PARAMETERS,
    OF_SECRET,
    known_parameters,
)
from tests.leaks.inventory import admin_routes, body_blocks, page_types, public_routes


#: Routes that answer the public and are no channel of content, each with the reason.
SILENT = {
    "partner-site/": "the example of a partner's site: files of this repository",
    "partner-site/<path:path>": "the same",
}
PAGE_TYPES = {
    "home.HomePage",
    "home.StandardPage",
    "press.PressReleaseIndexPage",
    "press.PressReleasePage",
    "refugeeweek.EditionIndexPage",
    "refugeeweek.EditionPage",
    "refugeeweek.EventStoryPage",
}
SNIPPETS = {
    "core.Partner",
    "core.Person",
    "press.PressContact",
    "refugeeweek.Programme",
    "refugeeweek.Venue",
}
BLOCKS = {
    "BlockList", "BooleanBlock", "CallToActionBlock", "CalloutBlock", "CharBlock",
    "ChoiceBlock", "DocumentBlock", "DocumentFileBlock", "FormattedTextBlock",
    "GalleryBlock", "HeadingBlock", "KeyFigureBlock", "KeyFiguresBlock",
    "ParagraphBlock", "PartnersBlock", "PictureBlock", "PictureChooserBlock",
    "PublicPageBlock", "PublicPageList", "QuoteBlock", "RelatedPagesBlock",
    "SnippetBlock", "TextBlock", "TimelineBlock", "TimelineEntryBlock", "URLBlock",
    "VideoBlock",
}  # fmt: skip
ADD = "is new: add it to tests/leaks, so that secrets are looked for there"


def test_every_route__belongs_to_a_channel():
    claimed = {route for channel in CHANNELS for route in channel.routes}
    patterns = {route.pattern for route in public_routes()}
    assert patterns - claimed - SILENT.keys() == set(), ADD
    assert claimed - patterns == set(), "There is no such route any more."


def test_every_endpoint__is_asked():
    assert api_router._endpoints.keys() == ENDPOINTS.keys(), ADD


@pytest.mark.django_db
def test_every_parameter_of_an_endpoint__is_asked():
    for name, viewset in api_router._endpoints.items():
        if name == "page_preview":  # has no listing
            continue
        columns = {field.name for field in viewset.model._meta.get_fields()}
        known = known_parameters(f"/api/v2/{name}/")
        assert known, f"{name} no longer says what it takes"
        assert known - columns - OF_SECRET.keys() == set(), ADD
        assert viewset.known_query_parameters - LISTING_PARAMETERS == set(), ADD


def test_every_page_type__is_built():
    assert page_types() == PAGE_TYPES, ADD


def test_every_block__is_filled():
    assert body_blocks() == BLOCKS, ADD


def test_every_snippet__is_looked_for():
    assert {model._meta.label for model in get_snippet_models()} == SNIPPETS, ADD


def test_every_view_of_the_admin__is_asked():
    assert len(admin_routes()) > 200
