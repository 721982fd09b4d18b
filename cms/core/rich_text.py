"""Rich text: what editors may use, and how it leaves the site."""

from __future__ import annotations

from wagtail.rich_text import expand_db_html, get_text_for_indexing

from cms.core.urls import absolute_links


#: A paragraph of a story. Headings have a block of their own, so that levels are kept.
PARAGRAPH_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]
#: A line or two: quotes, captions, answers.
LINE_FEATURES = ["bold", "italic", "link"]


def display_html(source: str) -> str:
    """Return stored rich text as HTML that stands on any site: absolute links only."""
    return absolute_links(expand_db_html(source))


def plain_text(source: str) -> str:
    """Return stored rich text without its markup."""
    return " ".join(get_text_for_indexing(source).split())
