"""Work that spans editions, and places."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from cms.core.models import SluggedSnippet, Snippet
from cms.core.serializers import Context, Representation


FIRST_YEAR = 1998  # the first Refugee Week in the United Kingdom
LAST_YEAR = 2100


class Programme(SluggedSnippet):
    """Work that spans editions, such as Singing Our Lives since 2017."""

    introduction = models.TextField(_("introduction"), blank=True, max_length=500)
    since_year = models.PositiveSmallIntegerField(
        _("since"),
        null=True,
        blank=True,
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
        help_text=_("The year of its first event."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("introduction"),
        FieldPanel("since_year"),
    ]
    search_fields = [*SluggedSnippet.search_fields, index.SearchField("introduction")]

    class Meta(SluggedSnippet.Meta):
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def get_api_values(self, context: Context) -> Representation:
        return {
            "slug": self.slug,
            "introduction": self.introduction,
            "since_year": self.since_year,
        }


class Venue(Snippet):
    """A place where events happen."""

    address = models.CharField(
        _("address"), max_length=255, blank=True, help_text=_("Street and postcode.")
    )
    city = models.CharField(_("city"), max_length=80, blank=True)
    country = models.CharField(
        _("country"), max_length=80, blank=True, default=_("United Kingdom")
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    access_information = models.TextField(
        _("access information"),
        blank=True,
        help_text=_(
            "Step-free entrance, hearing loop, toilets, quiet room, transport."
        ),
    )

    panels = [
        FieldPanel("name"),
        MultiFieldPanel(
            [FieldPanel("address"), FieldPanel("city"), FieldPanel("country")],
            heading=_("Address"),
        ),
        MultiFieldPanel(
            [FieldPanel("latitude"), FieldPanel("longitude")], heading=_("On the map")
        ),
        FieldPanel("access_information"),
    ]
    search_fields = [*Snippet.search_fields, index.SearchField("city")]

    class Meta(Snippet.Meta):
        verbose_name = _("venue")
        verbose_name_plural = _("venues")

    def get_api_values(self, context: Context) -> Representation:
        return {
            "address": self.address,
            "city": self.city,
            "country": self.country,
            "latitude": None if self.latitude is None else float(self.latitude),
            "longitude": None if self.longitude is None else float(self.longitude),
            "access_information": self.access_information,
        }
