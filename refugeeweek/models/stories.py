"""Event stories: what happened, and with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.api import APIField
from wagtail.models import Orderable, Page
from wagtail.search import index

from cms.core.loading import load_relations
from cms.core.models import (
    BasePage,
    BodyMixin,
    EmbeddablePage,
    ImageMixin,
    IntroductionMixin,
    form,
)
from cms.core.serializers import ParentPageField, SnippetField
from refugeeweek.calendars import calendar_response
from refugeeweek.models.accents import accent_of_year
from refugeeweek.models.occurrences import Occurrence
from refugeeweek.querysets import EventStoryManager, edition_above
from refugeeweek.structured_data import events


if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse


class EventFormat(models.TextChoices):
    """What kind of event a story tells of."""

    CONCERT = "concert", _("Concert")
    EXHIBITION = "exhibition", _("Exhibition")
    SCREENING = "screening", _("Screening")
    DISCUSSION = "discussion", _("Discussion")
    LIVING_LIBRARY = "living_library", _("Living library")
    PERFORMANCE = "performance", _("Performance")
    WORKSHOP = "workshop", _("Workshop")
    ONLINE = "online", _("Online")
    OTHER = "other", _("Other")


class EventStoryPage(IntroductionMixin, ImageMixin, BodyMixin, EmbeddablePage):
    """One event, or several of one kind, within an edition."""

    parent_page_types = ["refugeeweek.EditionPage"]
    subpage_types: list[str] = []
    card_image_field = "image"
    embed_details_template = "refugeeweek/embed_details.html"
    display_relations = (
        "programme",
        "occurrences__venue",
        "partnerships__partner__logo__renditions",
        "contributors__person__image__renditions",
    )
    card_relations = ("occurrences__venue",)

    event_format = models.CharField(
        _("format"),
        max_length=20,
        choices=EventFormat.choices,
        default=EventFormat.OTHER,
    )
    programme = models.ForeignKey(
        "refugeeweek.Programme",
        verbose_name=_("programme"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="stories",
        help_text=_("Work that spans editions, if this event is part of it."),
    )

    objects = EventStoryManager()

    content_panels = [
        *Page.content_panels,
        *IntroductionMixin.introduction_panels,
        *ImageMixin.image_panels,
        FieldRowPanel([FieldPanel("event_format"), FieldPanel("programme")]),
        InlinePanel(
            "occurrences",
            heading=_("When and where"),
            label=_("Date"),
            help_text=_("Leave this out if only the year is known."),
        ),
        *BodyMixin.body_panels,
        InlinePanel("partnerships", heading=_("Partners"), label=_("Partner")),
        InlinePanel("contributors", heading=_("People"), label=_("Person")),
    ]
    search_fields = [
        *BasePage.search_fields,
        *IntroductionMixin.introduction_search_fields,
        *BodyMixin.body_search_fields,
        index.FilterField("event_format"),
        index.FilterField("programme"),
        index.RelatedFields("programme", [index.SearchField("name")]),
        index.RelatedFields(
            "partnerships",
            [index.RelatedFields("partner", [index.SearchField("name")])],
        ),
    ]
    api_fields = [
        *IntroductionMixin.introduction_api_fields,
        *ImageMixin.image_api_fields,
        APIField("edition", serializer=ParentPageField()),
        APIField("event_format"),
        APIField("programme", serializer=SnippetField()),
        APIField("occurrences"),
        APIField("partnerships"),
        APIField("contributors"),
        *BodyMixin.body_api_fields,
    ]

    class Meta:
        verbose_name = _("event story")
        verbose_name_plural = _("event stories")

    @property
    def accent(self) -> str:
        """The colour of its edition, where the query has brought it; or none."""
        year = getattr(self, "public_edition_year", None)
        chosen = getattr(self, "edition_colour", None)
        return chosen or (accent_of_year(year).value if year else "")

    @property
    def last_day(self) -> date | None:
        """The last day of all its dates, if any is known."""
        return max((each.last_date for each in self.occurrences.all()), default=None)

    @property
    def took_place(self) -> bool:
        """Whether nothing that is known of its dates has kept it from taking place."""
        kept = {Occurrence.Status.CANCELLED, Occurrence.Status.POSTPONED}
        return any(each.status not in kept for each in self.occurrences.all())

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Add `edition`, the public one that the story is of: it lends its colour."""
        context = super().get_context(request, *args, **kwargs)
        context["edition"] = edition_above(self)
        return context

    def get_structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        return events(self, request)

    @form("calendar.ics")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        """Answer with the dates of this event."""
        load_relations([self], self.card_relations)
        return calendar_response(self, [self], request)


class Partnership(Orderable):
    """An organisation's part in an event."""

    class Role(models.TextChoices):
        HOST = "host", _("Host")
        CO_HOST = "co_host", _("Co-host")
        PARTNER = "partner", _("Partner")
        FUNDER = "funder", _("Funder")
        VENUE = "venue", _("Venue")

    story = ParentalKey(
        EventStoryPage, on_delete=models.CASCADE, related_name="partnerships"
    )
    partner = models.ForeignKey(
        "core.Partner",
        verbose_name=_("partner"),
        on_delete=models.CASCADE,
        related_name="partnerships",
    )
    role = models.CharField(
        _("role"), max_length=10, choices=Role.choices, default=Role.PARTNER
    )

    panels = [FieldRowPanel([FieldPanel("partner"), FieldPanel("role")])]
    api_fields = [APIField("partner", serializer=SnippetField()), APIField("role")]

    class Meta(Orderable.Meta):
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        constraints = [
            models.UniqueConstraint(
                fields=["story", "partner", "role"],
                name="partnership_once",
                violation_error_message=_("This partner is listed in this role."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.partner} ({self.get_role_display()})"


class Contributor(Orderable):
    """A person's part in an event."""

    story = ParentalKey(
        EventStoryPage, on_delete=models.CASCADE, related_name="contributors"
    )
    person = models.ForeignKey(
        "core.Person",
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="contributions",
    )
    role = models.CharField(
        _("part in this event"),
        max_length=120,
        blank=True,
        help_text=_("Such as “in conversation” or “conductor”."),
    )

    panels = [FieldRowPanel([FieldPanel("person"), FieldPanel("role")])]
    api_fields = [APIField("person", serializer=SnippetField()), APIField("role")]

    class Meta(Orderable.Meta):
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")

    def __str__(self) -> str:
        return f"{self.person} ({self.role})" if self.role else str(self.person)
