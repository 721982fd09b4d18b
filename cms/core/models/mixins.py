"""Parts that page types are put together from.

A mixin owns its fields with their panels, search fields and API fields, so that a page
type adds up lists instead of repeating them.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.search import index

from cms.core.blocks import StoryBlock, get_plain_text
from cms.core.serializers import ImageField


class IntroductionMixin(models.Model):
    """A short text that stands below the title, on cards and in search results."""

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        max_length=500,
        help_text=_(
            "One to three sentences. They stand below the title, on cards that link "
            "here and in search results."
        ),
    )

    introduction_panels = [FieldPanel("introduction")]
    introduction_search_fields = [
        index.SearchField("introduction", boost=3),
        index.AutocompleteField("introduction"),
    ]
    introduction_api_fields = [APIField("introduction")]

    class Meta:
        abstract = True


class HeroImageMixin(models.Model):
    """A large picture at the top of the page."""

    hero_image = models.ForeignKey(
        "core.CustomImage",
        verbose_name=_("hero image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown large at the top of the page and on cards that link here."),
    )

    hero_image_panels = [FieldPanel("hero_image")]
    hero_image_api_fields = [APIField("hero_image", serializer=ImageField())]

    class Meta:
        abstract = True


class ImageMixin(models.Model):
    """A picture of the thing the page tells of."""

    image = models.ForeignKey(
        "core.CustomImage",
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown at the top of the page and on cards that link here."),
    )

    image_panels = [FieldPanel("image")]
    image_api_fields = [APIField("image", serializer=ImageField())]

    class Meta:
        abstract = True


class BodyMixin(models.Model):
    """A story made of blocks."""

    body = StreamField(
        StoryBlock(),
        verbose_name=_("body"),
        blank=True,
        help_text=_("The story itself. Add as many blocks as it needs."),
    )

    body_panels = [FieldPanel("body")]
    body_search_fields = [index.SearchField("body")]
    body_api_fields = [APIField("body")]

    class Meta:
        abstract = True

    @property
    def body_text(self) -> str:
        """The body as plain text, an empty line between blocks."""
        return get_plain_text(self.body.stream_block, self.body)
