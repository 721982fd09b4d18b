"""The home page."""

from __future__ import annotations

from typing import Any

from django.db import models

from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from press.models import PressReleasePage


class HomePage(Page):
    intro = models.CharField(max_length=255, blank=True)
    image = models.ForeignKey(
        "wagtailimages.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = RichTextField(blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("image"),
        FieldPanel("body"),
    ]

    def get_context(self, request: Any) -> dict[str, Any]:
        """Add the latest releases."""
        context = super().get_context(request)
        context["releases"] = PressReleasePage.objects.live().order_by("-date")[:3]
        return context
