from __future__ import annotations

import datetime

import factory
from factory.django import DjangoModelFactory
from wagtail_factories import PageFactory

from press.models import PressContact, PressReleaseIndexPage, PressReleasePage


class PressReleaseIndexPageFactory(PageFactory):
    class Meta:
        model = PressReleaseIndexPage

    title = "Press"
    slug = "press"


class PressReleasePageFactory(PageFactory):
    class Meta:
        model = PressReleasePage

    title = factory.Sequence(lambda n: f"Press release {n}")
    date = datetime.date(2020, 6, 15)
    location = "London"
    introduction = "A choir sings online."


class PressContactFactory(DjangoModelFactory):
    class Meta:
        model = PressContact

    name = factory.Sequence(lambda n: f"Contact {n}")
    organisation = "IOM UK"
    email = "press@example.org"
