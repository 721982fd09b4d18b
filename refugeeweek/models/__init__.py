"""Editions and their stories. Import them from here."""

from __future__ import annotations

from refugeeweek.models.editions import EditionIndexPage, EditionPage
from refugeeweek.models.occurrences import Occurrence
from refugeeweek.models.snippets import Programme, Venue
from refugeeweek.models.stories import (
    Contributor,
    EventFormat,
    EventStoryPage,
    Partnership,
)


__all__ = [
    "Contributor",
    "EditionIndexPage",
    "EditionPage",
    "EventFormat",
    "EventStoryPage",
    "Occurrence",
    "Partnership",
    "Programme",
    "Venue",
]
