"""What stories are counted and narrowed down by, on pages and in the API."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cms.core.facets import Facet
from cms.core.filtering import ListFilter, as_slug
from refugeeweek.models.stories import EventFormat
from refugeeweek.querysets import edition_years


EDITION_YEAR = Facet(
    "edition_year",
    ("path_above",),
    prepare=lambda stories: stories.with_path_above(),
    look_up=edition_years,
)
EVENT_FORMAT = Facet(
    "event_format", ("event_format",), lambda key: EventFormat(key).label
)
PROGRAMME = Facet("programme", ("programme__slug", "programme__name"))
PARTNER = Facet(
    "partner",
    ("partnerships__partner__slug", "partnerships__partner__name"),
    is_many=True,
)

STORY_FACETS = (EDITION_YEAR, EVENT_FORMAT, PROGRAMME, PARTNER)
#: What visitors of an edition narrow its stories down by.
STORY_FILTERS = (
    ListFilter(
        EVENT_FORMAT,
        _("Format"),
        lambda text: EventFormat(text).value,
        lambda stories, value: stories.filter(event_format=value),
    ),
    ListFilter(
        PARTNER,
        _("Partner"),
        as_slug,
        lambda stories, slug: stories.with_partner(slug),
    ),
)
