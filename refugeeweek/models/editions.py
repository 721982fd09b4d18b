"""The yearly editions of Refugee Week."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import Page
from wagtail.search import index

from rest_framework.serializers import ChoiceField

from cms.core.feeds import atom_response
from cms.core.models import (
    BasePage,
    BodyMixin,
    HeroImageMixin,
    IntroductionMixin,
    PageWithForms,
    form,
)
from cms.core.pagination import paginate_cards
from cms.core.whole_lists import list_below
from refugeeweek.calendars import calendar_response
from refugeeweek.facets import STORY_FILTERS
from refugeeweek.feeds import story_feed
from refugeeweek.models.accents import Accent, accent_of_year
from refugeeweek.models.snippets import FIRST_YEAR, LAST_YEAR
from refugeeweek.models.stories import EventStoryPage
from refugeeweek.querysets import EditionManager
from refugeeweek.structured_data import event_series


if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

EDITIONS_ON_A_PAGE = 12
STORIES_ON_A_PAGE = 12


class EditionIndexPage(IntroductionMixin, BodyMixin, PageWithForms):
    """All editions of Refugee Week, newest first."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["refugeeweek.EditionPage"]
    max_count_per_parent = 1

    content_panels = [
        *Page.content_panels,
        *IntroductionMixin.introduction_panels,
        *BodyMixin.body_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        *IntroductionMixin.introduction_search_fields,
        *BodyMixin.body_search_fields,
    ]
    api_fields = [
        *IntroductionMixin.introduction_api_fields,
        *BodyMixin.body_api_fields,
    ]

    class Meta:
        verbose_name = _("index of editions")
        verbose_name_plural = _("indexes of editions")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Add `editions`, a page of the editions below this page."""
        context = super().get_context(request, *args, **kwargs)
        editions = EditionPage.objects.public_now().child_of(self).newest_first()
        context["editions"] = paginate_cards(request, editions, EDITIONS_ON_A_PAGE)
        stories = EventStoryPage.objects.public_now().descendant_of(self)
        numbers = stories.numbers_by_edition()
        for edition in context["editions"]:
            edition.number_of_stories = numbers.get(edition.path, 0)
        return context

    @form("calendar.ics")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        """Answer with the dates of all events."""
        stories = EventStoryPage.objects.public_now().descendant_of(self)
        return calendar_response(self, stories.with_dates(), request)

    @form("feed.atom")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """Answer with the stories that came out last."""
        stories = EventStoryPage.objects.public_now().descendant_of(self)
        return atom_response(story_feed(self, stories, request))


class EditionPage(IntroductionMixin, HeroImageMixin, BodyMixin, PageWithForms):
    """One year's Refugee Week: its theme, its dates and what happened."""

    parent_page_types = ["refugeeweek.EditionIndexPage"]
    subpage_types = ["refugeeweek.EventStoryPage"]
    card_image_field = "hero_image"

    year = models.PositiveSmallIntegerField(
        _("year"),
        db_index=True,
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
        help_text=_("The address of the page ends in this year."),
    )
    theme = models.CharField(
        _("theme"),
        max_length=160,
        blank=True,
        help_text=_(
            "As Refugee Week announced it, without quotation marks. Leave it empty "
            "if you do not know it."
        ),
    )
    accent_colour = models.CharField(
        _("colour"),
        max_length=10,
        blank=True,
        choices=Accent.choices,
        help_text=_(
            "The second colour of this edition’s pages, beside blue. Pick one that "
            "suits the picture. If you leave it empty, the year has a colour of its own."
        ),
    )
    start_date = models.DateField(_("first day"), null=True, blank=True)
    end_date = models.DateField(_("last day"), null=True, blank=True)

    objects = EditionManager()

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("year"), FieldPanel("theme")]),
                FieldRowPanel([FieldPanel("start_date"), FieldPanel("end_date")]),
            ],
            heading=_("Edition"),
        ),
        *IntroductionMixin.introduction_panels,
        *HeroImageMixin.hero_image_panels,
        FieldPanel("accent_colour"),
        *BodyMixin.body_panels,
    ]
    #: No slug: it is always the year.
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("show_in_menus"),
            ],
            heading=_("For search engines and menus"),
        )
    ]
    search_fields = [
        *BasePage.search_fields,
        *IntroductionMixin.introduction_search_fields,
        *BodyMixin.body_search_fields,
        index.SearchField("theme", boost=3),
        index.AutocompleteField("theme"),
        index.FilterField("year"),
        index.FilterField("start_date"),
    ]
    api_fields = [
        APIField("year"),
        APIField("theme"),
        APIField("start_date"),
        APIField("end_date"),
        APIField(
            "accent_colour", serializer=ChoiceField(Accent.choices, source="accent")
        ),
        *IntroductionMixin.introduction_api_fields,
        *HeroImageMixin.hero_image_api_fields,
        *BodyMixin.body_api_fields,
    ]

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")

    @property
    def accent(self) -> str:
        """The colour of this edition: the chosen one, or else that of the year."""
        return self.accent_colour or accent_of_year(self.year).value

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self._take_slug_from_year()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        """Do what Wagtail asks of a draft, which is less than `full_clean`."""
        self._take_slug_from_year()
        super().minimal_clean()

    def _take_slug_from_year(self) -> None:
        """Keep the promise that the address of an edition can be told in advance."""
        if self.year:
            self.slug = str(self.year)

    def clean(self) -> None:
        """Check the dates against each other and the year against other editions."""
        super().clean()
        self._clean_dates()
        if self.year and self._has_twin():
            raise ValidationError({"year": _("There is an edition of this year.")})

    def _clean_dates(self) -> None:
        if bool(self.start_date) != bool(self.end_date):
            missing = "end_date" if self.start_date else "start_date"
            raise ValidationError({missing: _("Give both days or neither.")})
        if not (self.start_date and self.end_date):
            return
        if self.end_date < self.start_date:
            raise ValidationError(
                {"end_date": _("The last day is before the first day.")}
            )
        for name in ("start_date", "end_date"):
            if self.year and getattr(self, name).year != self.year:
                raise ValidationError(
                    {
                        name: _("This day is not in %(year)d, the year above.")
                        % {"year": self.year}
                    }
                )

    def _has_twin(self) -> bool:
        """Say whether another edition in this language has the same year.

        An alias is the same edition at a second address.
        """
        if self.alias_of_id:
            return False
        others = EditionPage.objects.filter(year=self.year, locale_id=self.locale_id)
        return others.exclude(pk=self.pk).exclude(alias_of=self.pk or 0).exists()

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Add `stories`, a page of the stories below this edition, and `filters`."""
        context = super().get_context(request, *args, **kwargs)
        stories = EventStoryPage, "in_order_of_time", STORY_FILTERS, STORIES_ON_A_PAGE
        context["filters"], context["stories"] = list_below(request, self, *stories)
        return context

    def get_structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        return [event_series(self, request)]

    @form("calendar.ics")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        """Answer with the dates of this edition's events."""
        stories = EventStoryPage.objects.public_now().child_of(self)
        return calendar_response(self, stories.with_dates(), request)
