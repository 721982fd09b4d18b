"""Programmes and venues in Wagtail's admin."""

from __future__ import annotations

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from refugeeweek.models import Programme, Venue


class ProgrammeViewSet(SnippetViewSet):
    model = Programme
    icon = "folder-open-1"
    list_display = ["name", "since_year", "locale"]


class VenueViewSet(SnippetViewSet):
    model = Venue
    icon = "home"
    list_display = ["name", "city", "country", "locale"]
    list_per_page = 50


register_snippet(ProgrammeViewSet)
register_snippet(VenueViewSet)
