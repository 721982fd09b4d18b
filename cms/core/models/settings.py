"""What an editor sets once for the whole site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    ListBlock,
    StructBlock,
    TextBlock,
    URLBlock,
)
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale, Site

from cms.core.blocks import LinkBlock
from cms.core.prepared import Keys, Parameter, prepared
from cms.core.rich_text import PARAGRAPH_FEATURES


if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

_SITE = Parameter("site", Site._meta.pk)


class SocialLinkBlock(StructBlock):
    """Our account on a social network."""

    network = ChoiceBlock(
        choices=[
            ("bluesky", "Bluesky"),
            ("facebook", "Facebook"),
            ("instagram", "Instagram"),
            ("linkedin", "LinkedIn"),
            ("x", "X"),
            ("youtube", "YouTube"),
        ],
        label=_("Network"),
    )
    url = URLBlock(label=_("Address of our account"))

    class Meta:
        icon = "link-external"
        label = _("Account")


class NavigationGroupBlock(StructBlock):
    """A group of the main menu."""

    label = CharBlock(max_length=40, label=_("Label"))
    description = TextBlock(
        required=False,
        max_length=400,
        label=_("Description"),
        help_text=_("Shown above the links when the group is opened."),
    )
    links = ListBlock(LinkBlock(), label=_("Links"))

    class Meta:
        icon = "list-ul"
        label = _("Group")


class PreparedSetting:
    """Finds the settings of a site by a prepared query: pages ask for them each time."""

    @classmethod
    def for_site(cls, site: Site | None) -> Any:
        """Return the settings of a site; they are made when they are first asked for."""
        model: Any = cls
        found = site and _settings_of(model, site=site.pk)
        return found[0] if found else super().for_site(site)  # type: ignore[misc]


@register_setting(icon="cog")
class SiteSettings(PreparedSetting, BaseSiteSetting, ClusterableModel):
    """Name, menus and footer of the site."""

    social_links = StreamField(
        [("account", SocialLinkBlock())],
        verbose_name=_("social links"),
        blank=True,
        help_text=_("Shown at the foot of each page."),
    )

    panels = [
        InlinePanel(
            "texts",
            heading=_("Name, menu and footer, one entry for each language"),
            label=_("Language"),
        ),
        FieldPanel("social_links"),
    ]

    class Meta:
        verbose_name = _("site")

    @transaction.atomic  # with its texts, and what follows from them
    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)


class SiteText(models.Model):
    """The words of the site's frame in one language."""

    site_settings = ParentalKey(
        SiteSettings, on_delete=models.CASCADE, related_name="texts"
    )
    locale = models.ForeignKey(
        Locale, verbose_name=_("language"), on_delete=models.PROTECT, related_name="+"
    )
    organisation_name = models.CharField(
        _("organisation name"),
        max_length=80,
        help_text=_("Shown at the top of each page and in search results."),
    )
    boilerplate = RichTextField(
        _("about the organisation"),
        blank=True,
        features=PARAGRAPH_FEATURES,
        help_text=_("The “About …” text at the end of each press release."),
    )
    navigation = StreamField(
        [("group", NavigationGroupBlock())],
        verbose_name=_("main menu"),
        blank=True,
    )
    footer_links = StreamField(
        [("link", LinkBlock())], verbose_name=_("footer links"), blank=True
    )

    panels = [
        FieldPanel("locale"),
        FieldPanel("organisation_name"),
        FieldPanel("navigation"),
        FieldPanel("footer_links"),
        FieldPanel("boilerplate"),
    ]

    class Meta:
        verbose_name = _("texts in one language")
        constraints = [
            models.UniqueConstraint(
                fields=["site_settings", "locale"],
                name="one_site_text_per_locale",
                violation_error_message=_("There is an entry for this language."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_name} ({self.locale})"

    @classmethod
    def of_site(cls, site: Site | None, language_code: str) -> SiteText | None:
        """Return the texts in a language, or else in the main one, with the settings."""
        if site is None:
            return None
        languages = [language_code, settings.LANGUAGE_CODE]
        return min(
            _texts_of(site=site.pk, languages=languages),
            key=lambda text: languages.index(text.locale.language_code),
            default=None,
        )

    @classmethod
    def for_request(cls, request: HttpRequest, language_code: str) -> SiteText | None:
        """Return the texts of the site that is asked for.

        What `SiteSettings.for_request` gives from then on has come with them.
        """
        known = request.__dict__.setdefault("_site_texts", {})
        if language_code not in known:
            text = cls.of_site(Site.find_for_request(request), language_code)
            known[language_code] = text
            if text:
                setattr(request, SiteSettings.get_cache_attr_name(), text.site_settings)
        return known[language_code]


@prepared
def _settings_of(model: Any) -> QuerySet:
    return model.base_queryset().filter(site=_SITE)


@prepared
def _texts_of() -> QuerySet:
    languages = Keys("languages", Locale._meta.get_field("language_code"))
    texts = SiteText.objects.filter(
        site_settings__site=_SITE, locale__language_code__any_of=languages
    )
    return texts.select_related("locale", "site_settings")
