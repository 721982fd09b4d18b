"""What the results of a search are narrowed down by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import IntegerField, OuterRef, Subquery
from django.db.models.functions import Cast, Coalesce, Length, Substr
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page

from cms.core.facets import Facet, YearOfDate, with_type
from cms.core.filtering import ListFilter, as_slug, as_year
from cms.core.models import BasePage
from cms.core.querysets import public_pages


if TYPE_CHECKING:
    from django.db.models import QuerySet


def _as_type(text: str) -> str:
    """Return the type of page that an address names: `press.PressReleasePage`.

    Raises:
        ValueError: There is none.
    """
    app_label, _dot, name = text.partition(".")
    try:
        model = apps.get_model(app_label, name)
    except LookupError as error:
        raise ValueError(text) from error
    if not issubclass(model, BasePage) or text != model._meta.label:
        raise ValueError(text)
    return text


def _of_type(pages: QuerySet, label: str) -> QuerySet:
    model: Any = apps.get_model(label)
    return pages.filter(content_type=ContentType.objects.get_for_model(model))


def _with_year(pages: QuerySet) -> QuerySet:
    """Add the `year` of a page: of an edition, a story's edition, a release's date."""
    above = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen)
    edition = public_pages().filter(path=above).values("editionpage__year")
    year = Coalesce(
        "editionpage__year",
        YearOfDate("pressreleasepage__date"),
        Subquery(edition[:1]),
        output_field=IntegerField(),
    )
    return pages.annotate(year=Cast(year, IntegerField()))


TYPE = Facet(
    "type",
    ("kind",),
    label=lambda kind: capfirst(apps.get_model(kind)._meta.verbose_name_plural),
    value=lambda kind: apps.get_model(kind)._meta.label,
    prepare=with_type,
)
YEAR = Facet("year", ("year",), prepare=_with_year)
PROGRAMME = Facet(
    "programme", ("eventstorypage__programme__slug", "eventstorypage__programme__name")
)

SEARCH_FILTERS = (
    ListFilter(TYPE, _("Kind"), _as_type, _of_type),
    ListFilter(
        YEAR,
        _("Year"),
        as_year,
        lambda pages, year: _with_year(pages).filter(year=year),
        falling=True,
    ),
    ListFilter(
        PROGRAMME,
        _("Programme"),
        as_slug,
        lambda pages, slug: pages.filter(eventstorypage__programme__slug=slug),
    ),
)
