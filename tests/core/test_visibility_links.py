"""What refers to a hidden page shows nothing of it on the pages of the site."""

from __future__ import annotations

from django.utils import timezone

import pytest
import time_machine

from press.models import RelatedStoryLink
from tests import factories
from tests.bodies import every_block
from tests.hidden import HIDDEN, HOUR
from tests.test_html.conftest import add_text, group


CANARY = "CANARY"


def pages_that_point_to(secret, home, press) -> list:
    """Make a page of each kind that leads to `secret` in every way there is."""
    link = {"page": secret, "url": "", "label": ""}
    text = f'<p><a linktype="page" id="{secret.pk}">words</a></p>'
    add_text(
        home,
        boilerplate=text,
        navigation=[group("Group", secret)],
        footer_links=[("link", link)],
    )
    release = factories.PressReleasePageFactory(
        parent=press, body=every_block(secret), notes_to_editors=text
    )
    release.related_story_links = [RelatedStoryLink(story=secret)]
    release.save()
    return [home, press, secret.get_parent().specific, release]


def shown(client, pages, *more: str) -> list[str]:
    paths = [*(page.url for page in pages), *more]
    answers = [client.get(path) for path in paths]
    assert {answer.status_code for answer in answers} <= {200, 404}
    return [answer.content.decode() for answer in answers]


@pytest.mark.parametrize("state", ["alias_of_scheduled", "draft", "expired", "login"])
def test_hidden_page__is_named_by_no_page(home, press, edition, client, state):
    secret = HIDDEN[state](
        edition, title=CANARY, slug="canary", introduction=CANARY, seo_title=CANARY
    )
    pages = pages_that_point_to(secret, home, press)
    for html in shown(client, pages, "/search/?q=canary", "/nowhere/"):
        html = html.replace('value="canary"', "").replace("q=canary", "")
        assert CANARY not in html
        assert "/canary/" not in html


def test_page_under_embargo__is_named_from_its_second_on(home, press, edition, client):
    moment = timezone.now().replace(microsecond=0) + HOUR
    secret = factories.EventStoryPageFactory(
        parent=edition, title=CANARY, slug="canary", go_live_at=moment
    )
    pages = pages_that_point_to(secret, home, press)
    with time_machine.travel(moment - HOUR / 3600, tick=False):
        assert not any("/canary/" in html for html in shown(client, pages))
    with time_machine.travel(moment, tick=False):
        assert all("/canary/" in html for html in shown(client, pages))
