from __future__ import annotations

import factory
from wagtail_factories import PageFactory

from home.models import HomePage, StandardPage


class HomePageFactory(PageFactory):
    class Meta:
        model = HomePage

    title = "Refugee Week at IOM UK"


class StandardPageFactory(PageFactory):
    class Meta:
        model = StandardPage

    title = factory.Sequence(lambda n: f"Standard page {n}")
    introduction = "What this page is about."
