"""The English content: all pages, a page always after the page above it."""

from __future__ import annotations

from cms.samples.content.en import editions, home, press, standard, stories
from cms.samples.content.en.site import SITE_TEXT
from cms.samples.content.en.snippets import SNIPPETS
from cms.samples.notation import SamplePage


PAGES: list[SamplePage] = [
    home.PAGE,
    *editions.PAGES,
    *stories.PAGES,
    *press.PAGES,
    *standard.PAGES,
]

__all__ = ["PAGES", "SITE_TEXT", "SNIPPETS"]
