"""All sample content, by language; a translation comes after its source."""

from __future__ import annotations

from cms.samples.content import ar, en
from cms.samples.notation import Fields, SamplePage, SampleSiteText


PAGES: dict[str, list[SamplePage]] = {"en": en.PAGES, "ar": ar.PAGES}
SNIPPETS: dict[str, dict[str, dict[str, Fields]]] = {
    "en": en.SNIPPETS,
    "ar": ar.SNIPPETS,
}
SITE_TEXTS: dict[str, SampleSiteText] = {"en": en.SITE_TEXT, "ar": ar.SITE_TEXT}
