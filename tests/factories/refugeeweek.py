from __future__ import annotations

import factory
from factory.django import DjangoModelFactory
from wagtail_factories import PageFactory

from refugeeweek.models import (
    EditionIndexPage,
    EditionPage,
    EventStoryPage,
    Programme,
    Venue,
)


class EditionIndexPageFactory(PageFactory):
    class Meta:
        model = EditionIndexPage

    title = "Refugee Week"
    slug = "refugee-week"


class EditionPageFactory(PageFactory):
    class Meta:
        model = EditionPage

    year = factory.Sequence(lambda n: 1998 + n % 100)
    title = factory.LazyAttribute(lambda page: f"Refugee Week {page.year}")
    slug = factory.LazyAttribute(lambda page: str(page.year))
    introduction = "A week of music and talk."


class EventStoryPageFactory(PageFactory):
    class Meta:
        model = EventStoryPage

    title = factory.Sequence(lambda n: f"Story {n}")
    introduction = "What happened that evening."
    event_format = "concert"


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = Programme

    name = factory.Sequence(lambda n: f"Programme {n}")
    slug = factory.Sequence(lambda n: f"programme-{n}")
    since_year = 2017


class VenueFactory(DjangoModelFactory):
    class Meta:
        model = Venue

    name = factory.Sequence(lambda n: f"Hall {n}")
    city = "London"
