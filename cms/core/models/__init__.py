"""Shared models. Import them from here."""

from __future__ import annotations

from cms.core.models.below import PageWithForms, form
from cms.core.models.embeds import EmbeddablePage
from cms.core.models.images import (
    CustomDocument,
    CustomImage,
    CustomRendition,
    Licence,
)
from cms.core.models.mixins import (
    BodyMixin,
    HeroImageMixin,
    ImageMixin,
    IntroductionMixin,
)
from cms.core.models.pages import BasePage
from cms.core.models.previews import (
    PARTNER_MODE,
    WEBSITE_MODE,
    PreviewModesMixin,
    delete_old_previews,
    granting_files_of,
)
from cms.core.models.public_addresses import PublicAddress
from cms.core.models.settings import PreparedSetting, SiteSettings, SiteText
from cms.core.models.snippets import Partner, Person, SluggedSnippet, Snippet


__all__ = [
    "PARTNER_MODE",
    "WEBSITE_MODE",
    "BasePage",
    "BodyMixin",
    "CustomDocument",
    "CustomImage",
    "CustomRendition",
    "EmbeddablePage",
    "HeroImageMixin",
    "ImageMixin",
    "IntroductionMixin",
    "Licence",
    "PageWithForms",
    "Partner",
    "Person",
    "PreparedSetting",
    "PreviewModesMixin",
    "PublicAddress",
    "SiteSettings",
    "SiteText",
    "SluggedSnippet",
    "Snippet",
    "delete_old_previews",
    "form",
    "granting_files_of",
]
