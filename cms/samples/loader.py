"""Loads the sample content into a site."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from wagtail.models import Locale, Site

from cms.core.models import SiteSettings, SiteText
from cms.samples.builder import Builder, SampleContentError
from cms.samples.content import PAGES, SITE_TEXTS
from cms.samples.library import PICTURES, Library
from cms.samples.notation import SampleSiteText, contact
from home.models import HomePage
from press.models import PressSettings


DEFAULT_PORTS = {"http": 80, "https": 443}


@transaction.atomic
def load(pictures: Path = PICTURES) -> Counter[str]:
    """Put the sample content into the site, as far as it is not there.

    Args:
        pictures: The folder with the pictures and `pictures.json`.

    Returns:
        How many things were made, by name; empty if all was there.

    Raises:
        SampleContentError: Other content is in the way. Nothing is changed then.
    """
    site = Site.objects.filter(is_default_site=True).first()
    home = site and site.root_page.specific
    if site is None or not isinstance(home, HomePage):
        raise SampleContentError(
            "The default site has no home page of this project. Run “migrate” on an "
            "empty database first."
        )
    library = Library(pictures)
    builder = Builder(home, library)
    locales = list(
        Locale.objects.filter(language_code__in=PAGES).exclude(pk=home.locale_id)
    )
    locales.insert(0, home.locale)  # a translation comes after its source
    for locale in locales:
        for sample in PAGES[locale.language_code]:
            builder.plant(sample, locale)
    builder.publish_all()
    made = builder.made + library.made
    name_site(site)
    for locale in locales:
        made += write_site_text(site, builder, SITE_TEXTS[locale.language_code], locale)
    if not PressSettings.objects.filter(site=site).exists():
        default = library.get(contact("press-office"), home.locale)
        PressSettings.objects.create(site=site, default_contact=default)
    return made


def name_site(site: Site) -> None:
    """Give a site that has no name yet its name and the address of `BASE_URL`."""
    if site.site_name:
        return
    address = urlsplit(settings.BASE_URL)
    site.hostname = address.hostname or "localhost"
    site.port = address.port or DEFAULT_PORTS[address.scheme]
    site.site_name = settings.WAGTAIL_SITE_NAME
    site.full_clean()
    site.save()


def write_site_text(
    site: Site, builder: Builder, sample: SampleSiteText, locale: Locale
) -> Counter[str]:
    """Write menu and footer in one language, unless an editor has."""
    site_settings = SiteSettings.for_site(site)
    if site_settings.texts.filter(locale=locale).exists():
        return Counter()
    text = SiteText(
        site_settings=site_settings,
        locale=locale,
        organisation_name=sample.organisation_name,
        boilerplate=sample.boilerplate,
    )
    for name in ("navigation", "footer_links"):
        field: Any = SiteText._meta.get_field(name)
        stream = builder.stream(field.stream_block, getattr(sample, name), locale)
        setattr(text, name, stream)
    text.full_clean()
    text.save()
    return Counter({"menus": 1})
