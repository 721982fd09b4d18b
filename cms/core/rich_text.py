"""Rich text: what editors may use, and how it leaves the site."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from django.conf import settings
from django.utils.html import strip_tags

from wagtail.rich_text import expand_db_html
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from cms.core.references import as_primary_key, current_references
from cms.core.sanitising import clean_html
from cms.core.urls import absolute_links


#: A paragraph of a story. Headings have a block of their own, so that levels are kept.
PARAGRAPH_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]
#: A line or two: quotes, captions, answers.
LINE_FEATURES = ["bold", "italic", "link"]
#: What stands in all rich text that refers to a row of the database.
REFERRING = "type="
#: What stands in plain text in place of tags.
_BREAKS = (
    (re.compile(r"<br\s*/?>"), "\n"),
    (re.compile(r"<li\b[^>]*>"), "\n• "),
    (re.compile(r"</?(?:p|h\d|ol|ul)\b[^>]*>"), "\n\n"),
)
_MANY_BREAKS = re.compile(r"\n{3,}")


def display_html(source: str) -> str:
    """Return stored rich text as HTML that stands on any site: absolute links only."""
    if REFERRING in source:  # what it refers to decides how it looks
        return _expanded(source)
    return _expanded_alone(settings.BASE_URL, source)


def _expanded(source: str) -> str:
    return absolute_links(expand_db_html(clean_html(source)))


@lru_cache(maxsize=2_000)
def _expanded_alone(base_url: str, source: str) -> str:
    """Return what depends on nothing but its arguments."""
    return _expanded(source)


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
    """Return stored rich text without its markup, an empty line between paragraphs."""
    text = " ".join(source.split())
    for tags, instead in _BREAKS:
        text = tags.sub(instead, text)
    lines = [" ".join(line.split()) for line in unescape(strip_tags(text)).split("\n")]
    return _MANY_BREAKS.sub("\n\n", "\n".join(lines)).strip()
