"""The Arabic content: translations of a part of the English pages."""

from __future__ import annotations

from cms.samples.content.ar import home, press, refugee_week, standard
from cms.samples.content.ar.site import SITE_TEXT
from cms.samples.content.ar.snippets import SNIPPETS
from cms.samples.notation import SamplePage


PAGES: list[SamplePage] = [
    home.PAGE,
    *refugee_week.PAGES,
    *press.PAGES,
    *standard.PAGES,
]

__all__ = ["PAGES", "SITE_TEXT", "SNIPPETS"]
