"""The home page and the pages that stand on their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from wagtail.models import Page

from cms.core.following import sections_to_follow
from cms.core.models import (
    BasePage,
    BodyMixin,
    HeroImageMixin,
    IntroductionMixin,
)
from cms.core.structured_data import website


if TYPE_CHECKING:
    from django.http import HttpRequest


class HomePage(IntroductionMixin, HeroImageMixin, BodyMixin, BasePage):
    """The first page of a language.

    The current edition, the latest stories and press releases come by themselves.
    """

    parent_page_types = ["wagtailcore.Page"]
    card_image_field = "hero_image"

    content_panels = [
        *Page.content_panels,
        *IntroductionMixin.introduction_panels,
        *HeroImageMixin.hero_image_panels,
        *BodyMixin.body_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        *IntroductionMixin.introduction_search_fields,
        *BodyMixin.body_search_fields,
    ]
    api_fields = [
        *IntroductionMixin.introduction_api_fields,
        *HeroImageMixin.hero_image_api_fields,
        *BodyMixin.body_api_fields,
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Add `sections`, the pages right below that have a feed or a calendar."""
        context = super().get_context(request, *args, **kwargs)
        context["sections"] = sections_to_follow(self)
        return context

    def get_structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        return [website(self, request)]

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Allow one home page: those of other languages are made by translating it."""
        return super().can_create_at(parent) and not cls.objects.exists()


class StandardPage(IntroductionMixin, BodyMixin, BasePage):
    """A page about ourselves, such as “Who we are” or “Privacy”."""

    parent_page_types = ["home.HomePage", "home.StandardPage"]

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
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")
