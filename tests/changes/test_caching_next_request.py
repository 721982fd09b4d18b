"""The very next request shows each change, with the cache warm."""

from __future__ import annotations

from datetime import timedelta

from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from wagtail.models import Site

import pytest
import time_machine

from cms.core.models import SiteSettings, SiteText
from refugeeweek.models import EventStoryPage, Partnership
from tests import factories
from tests.hidden import restrict


pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def asked(story, settings):
    """Ask every address twice, through two processes with a cache each, and compare."""
    settings.RESPONSE_CACHE_MB = 16
    settings.BASE_URL = "http://testserver"
    image = factories.ImageFactory(description="Singers on a stage")
    partner = factories.PartnerFactory(name="Partner One", slug="partner")
    story.image = image
    story.title = "Title One"
    story.partnerships.add(Partnership(partner=partner, role="host"))
    story.save_revision().publish()
    detail = f"/api/v2/stories/{story.pk}/"
    listing = "/api/v2/stories/?fields=*"
    found = ["/search/?q=title", "/api/v2/pages/?search=title&fields=title"]
    clients = [Client(), Client()]

    def ask(*, among=None):
        edition = story.get_parent().url
        paths = [story.url, f"{story.url}embed/", edition, "/", detail, listing, *found]
        answers = {}
        for path in among or paths:
            kept = [c.get(path) for c in clients for _time in range(2)]
            assert len({(r.status_code, r.content) for r in kept}) == 1, path
            text = kept[0].content.decode().replace("<mark>", "").replace("</mark>", "")
            answers[path] = kept[0].status_code, text
            if kept[0].status_code == 200:
                old = clients[0].get(path, headers={"If-None-Match": kept[0]["ETag"]})
                assert old.status_code == 304, path
        return answers

    ask.detail, ask.listing, ask.image, ask.partner = detail, listing, image, partner
    Client().get(story.url)  # makes the settings that a new site lacks
    return ask


def where(answers, text) -> set[str]:
    return {path for path, (status, body) in answers.items() if text in body}


def test_next_request__shows_each_change(story, asked, home):
    everywhere = set(asked())
    assert where(asked(), "Title One") == everywhere

    story = EventStoryPage.objects.get(pk=story.pk)
    story.title = "Title Two"
    story.save_revision()  # a draft is nobody's business
    assert where(asked(), "Title One") == everywhere
    story.save_revision().publish()
    answers = asked()
    assert where(answers, "Title Two") == everywhere
    assert where(answers, "Title One") == set()

    asked.partner.name = "Partner Two"
    asked.partner.save()
    both = {asked.detail, story.url}
    assert where(asked(), "Partner Two") >= both
    assert where(asked(), "Partner One") == set()

    assert where(asked(), "Singers on a stage") >= both
    asked.image.description = "A choir in a hall"
    asked.image.save()
    assert where(asked(), "A choir in a hall") >= both
    assert where(asked(), "Singers on a stage") == set()

    SiteText.objects.create(
        site_settings=SiteSettings.for_site(Site.objects.get()),
        locale=home.locale,
        organisation_name="Another name",
        navigation=[("group", {"label": "Menu label", "links": []})],
    )
    pages = {story.url, story.get_parent().url, "/"}
    assert where(asked(), "Another name") >= pages

    restriction = restrict(story)
    answers = asked()
    assert where(answers, "Title Two") == set()
    assert answers[story.url][0] == 302
    assert answers[asked.detail][0] == 410
    restriction.delete()
    assert where(asked(), "Title Two") == everywhere

    old_url, story.slug = story.url, "elsewhere"
    story.save_revision().publish()
    story = EventStoryPage.objects.get(pk=story.pk)
    assert asked(among=[old_url])[old_url][0] == 301
    assert asked(among=[story.url])[story.url][0] == 200

    story.unpublish()
    answers = asked(among=[story.url, asked.detail, asked.listing, "/"])
    assert where(answers, "Title Two") == set()
    assert answers[story.url][0] == 410


def test_next_request__shows_what_goes_live_and_expires_at_its_second(
    story, asked, edition
):
    now = timezone.now().replace(microsecond=0)
    later, end = now + timedelta(minutes=10), now + timedelta(minutes=20)
    with time_machine.travel(now, tick=False) as clock:
        page = EventStoryPage.objects.get(pk=story.pk)
        page.title, page.go_live_at, page.expire_at = "Title Two", later, end
        page.save_revision().publish()
        everywhere = where(asked(), "Title One")
        assert asked.detail in everywhere
        clock.move_to(later - timedelta(seconds=1))
        assert where(asked(), "Title One") == everywhere
        response = Client().get(story.url)
        assert response["Cache-Control"] == "public, max-age=0, s-maxage=1"
        clock.move_to(later)
        call_command("run_scheduler", once=True)
        assert where(asked(), "Title Two") == everywhere
        assert where(asked(), "Title One") == set()
        clock.move_to(end - timedelta(seconds=1))
        assert where(asked(), "Title Two") == everywhere
        clock.move_to(end)  # and nothing runs
        assert where(asked(), "Title Two") == set()
