"""No channel tells of what is not public, and each shows what is."""

from __future__ import annotations

from wagtail.snippets.models import get_snippet_models

import pytest

from tests.leaks.channels import CHANNELS
from tests.leaks.states import STATES


pytestmark = pytest.mark.django_db

CRAWLS = ("open", "anonymous", "editor", "http")
OWNERS = [*STATES, "orphan", "server error"]
#: Fields of which no visitor is ever told, with the reason.
NEVER_SHOWN = {
    "wagtail_admin_comments": "what editors say among themselves",
}
#: What Wagtail's choosers and the admin API tell everybody who may log in: names, by
#: which a thing is chosen. Never the text of a page, nor a file.
TOLD_TO_EDITORS = {
    "id",
    "title",
    "slug",
    "year",
    *(f"{model.__name__}.name" for model in get_snippet_models()),
    *(f"CustomImage.{name}" for name in ("title", "description", "tags", "file.name")),
    *(f"CustomDocument.{name}" for name in ("title", "tags", "file.name")),
}


def leaks(findings, owner):
    return [f for f in findings if f.canary.owner.partition("/")[0] == owner]


@pytest.mark.parametrize("crawl", CRAWLS)
@pytest.mark.parametrize("owner", OWNERS)
def test_hidden_page__is_told_by_no_channel(survey, owner, crawl):
    found = leaks(survey.leaks[crawl], owner)
    if crawl == "editor" and owner == "restricted_by_login":
        return  # whoever is logged in may read these
    assert not found, report(found)


@pytest.mark.parametrize("owner", OWNERS)
def test_admin__tells_an_editor_without_rights_nothing(survey, owner):
    found = [
        finding
        for finding in leaks(survey.leaks["admin"], owner)
        if finding.canary.place not in TOLD_TO_EDITORS
    ]
    assert not found, report(found)


def report(findings):
    """Say where something leaks, a line for each channel and field."""
    lines = {}
    for finding in findings:
        lines.setdefault((finding.channel, finding.canary.place), []).append(
            finding.url
        )
    return "\n" + "\n".join(
        f"{channel}: {place} at {len(urls)} addresses such as {urls[0]}"
        for (channel, place), urls in sorted(lines.items())
    )


@pytest.mark.parametrize(
    "channel", [c for c in CHANNELS if c.shows], ids=lambda channel: channel.name
)
def test_channel__shows_what_is_public(survey, channel):
    public = {name for name, state in STATES.items() if state.was_public}
    for places in channel.shows:
        shown = {
            canary.owner.partition("/")[0]
            for canary in survey.shown[channel.name]
            if canary.place in places.split("|")
        }
        assert public & shown


def test_open_site__shows_every_field_of_every_page_type(survey):
    shown = set().union(*survey.shown.values())
    hidden = fields_of(survey, survey.places) - fields_of(survey, shown)
    assert {
        (page_type, place)
        for page_type, place in hidden
        if not place.startswith(tuple(NEVER_SHOWN))
    } == set()


def fields_of(survey, canaries):
    """Return page type and field of the canaries of pages that were public."""
    return {
        (canary.owner.partition("/")[2], canary.place)
        for canary in canaries
        if canary.owner in survey.was_public
    }


def test_public_answers__are_the_same_where_no_secret_exists(survey):
    assert not survey.told_by_existence


def test_refusals__cannot_be_told_from_those_of_unknown_addresses(survey):
    lines = sorted({f"{d.name}: {d.what}" for d in survey.differences})
    assert not lines, "\n".join(lines)
