"""Content for tests, made through the real models."""

from __future__ import annotations

from tests.factories.core import (
    DocumentFactory,
    ImageFactory,
    PartnerFactory,
    PersonFactory,
)
from tests.factories.home import HomePageFactory, StandardPageFactory
from tests.factories.press import (
    PressContactFactory,
    PressReleaseIndexPageFactory,
    PressReleasePageFactory,
)
from tests.factories.refugeeweek import (
    EditionIndexPageFactory,
    EditionPageFactory,
    EventStoryPageFactory,
    ProgrammeFactory,
    VenueFactory,
)


__all__ = [
    "DocumentFactory",
    "EditionIndexPageFactory",
    "EditionPageFactory",
    "EventStoryPageFactory",
    "HomePageFactory",
    "ImageFactory",
    "PartnerFactory",
    "PersonFactory",
    "PressContactFactory",
    "PressReleaseIndexPageFactory",
    "PressReleasePageFactory",
    "ProgrammeFactory",
    "StandardPageFactory",
    "VenueFactory",
]
