"""Press releases, in the way of the tutorial's blog."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db import models

from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField, StreamField
from wagtail.images.api.fields import ImageRenditionField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page
from wagtail.search import index


class CaptionedImageBlock(blocks.StructBlock):
    image = ImageChooserBlock(required=False)
    caption = blocks.CharBlock(required=False)

    class Meta:
        template = "press/blocks/image.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock()
    attribution = blocks.CharBlock(required=False)

    class Meta:
        template = "press/blocks/quote.html"


class BodyBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(form_classname="title")
    paragraph = blocks.RichTextBlock()
    image = CaptionedImageBlock()
    quote = QuoteBlock()


class PressIndexPage(Page):
    intro = RichTextField(blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]

    def get_context(self, request: Any) -> dict[str, Any]:
        """Add a page of the releases, newest first."""
        context = super().get_context(request)
        releases = PressReleasePage.objects.live().child_of(self).order_by("-date")
        paginator = Paginator(releases, settings.RELEASES_ON_A_PAGE)
        try:
            context["releases"] = paginator.page(request.GET.get("page", 1))
        except PageNotAnInteger:
            context["releases"] = paginator.page(1)
        except EmptyPage:
            context["releases"] = paginator.page(paginator.num_pages)
        return context


class PressReleasePageTag(TaggedItemBase):
    content_object = ParentalKey(
        "PressReleasePage", related_name="tagged_items", on_delete=models.CASCADE
    )


class PressReleasePage(Page):
    date = models.DateField("Release date")
    intro = models.CharField(max_length=500)
    image = models.ForeignKey(
        "wagtailimages.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(BodyBlock(), blank=True)
    tags = ClusterTaggableManager(through=PressReleasePageTag, blank=True)

    search_fields = [
        *Page.search_fields,
        index.SearchField("intro"),
        index.SearchField("body"),
    ]
    content_panels = [
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("tags"),
        FieldPanel("intro"),
        FieldPanel("image"),
        FieldPanel("body"),
    ]
    api_fields = [
        APIField("date"),
        APIField("intro"),
        APIField("image"),
        APIField(
            "image_thumbnail",
            serializer=ImageRenditionField("fill-300x200", source="image"),
        ),
        APIField("body"),
        APIField("tags"),
    ]
