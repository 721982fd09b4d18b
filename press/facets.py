"""What press releases are counted and narrowed down by, on pages and in the API."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cms.core.facets import Facet, YearOfDate
from cms.core.filtering import ListFilter, as_year
from press.querysets import edition_years


YEAR = Facet(
    "year",
    ("year",),
    prepare=lambda releases: releases.annotate(year=YearOfDate("date")),
)
EDITION_YEAR = Facet(
    "edition_year",
    ("edition",),
    look_up=edition_years,
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
