"""Things that many pages name: organisations and people."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import TranslatableMixin
from wagtail.search import index

from cms.core.rich_text import LINE_FEATURES
from cms.core.serializers import (
    Context,
    Representation,
    represent_image,
    represent_rich_text,
    type_and_address,
)


class Snippet(TranslatableMixin, index.Indexed, models.Model):
    """Something with a name: written once, shown by many pages."""

    #: What else the API and a page show of it, as `prefetch_related` takes it.
    display_relations: ClassVar[tuple[str, ...]] = ()

    name = models.CharField(_("name"), max_length=120)

    search_fields = [
        index.SearchField("name", boost=5),
        index.AutocompleteField("name"),
        index.FilterField("locale"),
    ]

    class Meta(TranslatableMixin.Meta):
        abstract = True
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @transaction.atomic  # with what follows from it, such as the index of references
    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)

    def get_api_representation(self, context: Context) -> Representation:
        """Return `{"id", "meta", "title", "name"}` and what a subclass adds."""
        return {
            "id": self.pk,
            "meta": type_and_address(self, context),
            "title": self.name,
            "name": self.name,
            **self.get_api_values(context),
        }

    def get_api_values(self, context: Context) -> Representation:
        """Return what the API tells besides the name."""
        return {}


class SluggedSnippet(Snippet):
    """A snippet that addresses and filters name."""

    slug = models.SlugField(
        _("slug"),
        max_length=120,
        allow_unicode=True,
        help_text=_("The name in addresses and filters, such as “asia-house”."),
    )

    class Meta(Snippet.Meta):
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "locale"],
                name="%(class)s_slug_per_locale",
                violation_error_message=_("Another entry has this slug already."),
            )
        ]


class Partner(SluggedSnippet):
    """An organisation that we work with."""

    display_relations = ("logo__renditions",)

    url = models.URLField(_("website"), blank=True)
    logo = models.ForeignKey(
        "core.CustomImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Ask the partner for the file and for leave to show it."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("url"),
        FieldPanel("logo"),
    ]

    class Meta(SluggedSnippet.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def get_api_values(self, context: Context) -> Representation:
        return {
            "slug": self.slug,
            "url": self.url,
            "logo": represent_image(self.logo, context, alt=self.name),
        }


class Person(Snippet):
    """Somebody who takes part in an event, as they wish to be named."""

    display_relations = ("image__renditions",)

    role = models.CharField(
        _("role"),
        max_length=160,
        blank=True,
        help_text=_("What the person does, such as “film director”."),
    )
    biography = RichTextField(
        _("biography"),
        blank=True,
        features=LINE_FEATURES,
        help_text=_(
            "Only what the person agreed to have told. Never write of somebody's "
            "health, age or asylum claim."
        ),
    )
    image = models.ForeignKey(
        "core.CustomImage",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("role"),
        FieldPanel("biography"),
        FieldPanel("image"),
    ]
    search_fields = [*Snippet.search_fields, index.SearchField("biography")]

    class Meta(Snippet.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def get_api_values(self, context: Context) -> Representation:
        return {
            "role": self.role,
            "biography": represent_rich_text(self.biography, context),
            "image": represent_image(self.image, context, alt=self.name),
        }
