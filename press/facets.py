"""What press releases are counted and narrowed down by, on pages and in the API."""

from __future__ import annotations

from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from cms.core.facets import Facet
from cms.core.filtering import ListFilter, as_year


YEAR = Facet(
    "year",
    ("year",),
    prepare=lambda releases: releases.annotate(year=ExtractYear("date")),
)
EDITION_YEAR = Facet(
    "edition_year",
    ("public_edition_year",),
    prepare=lambda releases: releases.with_edition_year(),
)

RELEASE_FACETS = (YEAR, EDITION_YEAR)
#: What visitors narrow the list of releases down by.
RELEASE_FILTERS = (
    ListFilter(
        YEAR,
        _("Year"),
        as_year,
        lambda releases, year: releases.in_year(year),
        falling=True,
    ),
    ListFilter(
        EDITION_YEAR,
        _("About Refugee Week"),
        as_year,
        lambda releases, year: releases.about_edition_year(year),
        falling=True,
    ),
)
