"""The three types of pages that partners ask for most, each with what a card shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from cms.api.views.pages import PagesAPIViewSet
from press.models import PressReleasePage
from refugeeweek.models import EditionPage, EventStoryPage


if TYPE_CHECKING:
    from django.db.models import Model, QuerySet


class PageTypeAPIViewSet(PagesAPIViewSet):
    """Pages of one type."""

    known_query_parameters = PagesAPIViewSet.known_query_parameters - {"type"}
    #: What a card shows besides title, address and dates.
    card_fields: ClassVar[list[str]] = []

    @classmethod
    def get_listing_default_fields(cls, model: type[Model]) -> list[str]:
        return [*super().get_listing_default_fields(model), *cls.card_fields]


class EditionsAPIViewSet(PageTypeAPIViewSet):
    """The yearly editions of Refugee Week, newest year first."""

    name = "editions"
    model = EditionPage
    card_fields = [
        "year",
        "theme",
        "start_date",
        "end_date",
        "introduction",
        "hero_image",
        "accent_colour",
    ]

    @staticmethod
    def newest_first(rows: Any) -> QuerySet:
        return rows.newest_first()


class StoriesAPIViewSet(PageTypeAPIViewSet):
    """Event stories, those of the newest edition first."""

    name = "stories"
    model = EventStoryPage
    card_fields = [
        "introduction",
        "image",
        "edition",
        "event_format",
        "programme",
        "occurrences",
        "partnerships",
    ]

    @staticmethod
    def newest_first(rows: Any) -> QuerySet:
        return rows.latest_first()


class PressReleasesAPIViewSet(PageTypeAPIViewSet):
    """Press releases, newest first."""

    name = "press-releases"
    model = PressReleasePage
    card_fields = ["date", "location", "introduction", "image", "edition"]

    @staticmethod
    def newest_first(rows: Any) -> QuerySet:
        return rows.newest_first()
