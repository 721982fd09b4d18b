"""Rich text: what editors may use, and how it leaves the site."""

from __future__ import annotations

from wagtail.rich_text import expand_db_html, get_text_for_indexing
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from cms.core.references import as_primary_key, current_references
from cms.core.sanitising import clean_html
from cms.core.urls import absolute_links


#: A paragraph of a story. Headings have a block of their own, so that levels are kept.
PARAGRAPH_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]
#: A line or two: quotes, captions, answers.
LINE_FEATURES = ["bold", "italic", "link"]


def display_html(source: str) -> str:
    """Return stored rich text as HTML that stands on any site: absolute links only."""
    return absolute_links(expand_db_html(clean_html(source)))


def without_private_links(source: str) -> str:
    """Return stored rich text with plain words in place of links to what is hidden."""
    source = clean_html(source)
    references = current_references()
    for kind, look_up in (
        ("page", references.pages),
        ("document", references.documents),
    ):
        targets = {
            match[0]: as_primary_key(attributes.get("id", "")) or 0
            for match in FIND_A_TAG.finditer(source)
            if (attributes := extract_attrs(match[1])).get("linktype") == kind
        }
        public = look_up(targets.values())
        for tag in (tag for tag, pk in targets.items() if pk not in public):
            source = source.replace(tag, "<a>")
    return source


def plain_text(source: str) -> str:
    """Return stored rich text without its markup."""
    return " ".join(get_text_for_indexing(source).split())
