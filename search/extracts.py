"""Why a page was found: a piece of its text with the words that matched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from wagtail.documents import get_document_model
from wagtail.models import Page

from cms.core.references import as_primary_key, current_references
from cms.core.streams import bind_stream_values


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

EXTRACT_LENGTH = 240
BEFORE_MATCH = 80


def pattern_of(words: Sequence[str]) -> re.Pattern[str]:
    """Return what finds the words, and longer ones that begin with them."""
    ends = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"\b(?:{ends})\w*" if words else r"(?!)", re.IGNORECASE)


def highlight(text: str, words: Sequence[str]) -> SafeString:
    """Return `text` as HTML with each of the words in `<mark>`."""
    html, end = [], 0
    for match in pattern_of(words).finditer(text):
        html += [escape(text[end : match.start()]), f"<mark>{escape(match[0])}</mark>"]
        end = match.end()
    # Every piece above and below is escaped; only our own tags are not.
    return mark_safe("".join(html) + escape(text[end:]))  # noqa: S308


def cut(text: str, words: Sequence[str]) -> str:
    """Return a piece of `text` that begins shortly before the first match."""
    match = pattern_of(words).search(text)
    start = max(0, match.start() - BEFORE_MATCH) if match else 0
    if start:
        start = text.find(" ", start) + 1
    piece = text[start:]
    if len(piece) > EXTRACT_LENGTH:
        piece = piece[:EXTRACT_LENGTH].rpartition(" ")[0] + " …"
    return f"… {piece}" if start else piece


def extract(page: Page, words: Sequence[str]) -> SafeString:
    """Return the introduction, or the part of the body where the words stand."""
    introduction = getattr(page, "introduction", "")
    body = " ".join(getattr(page, "body_text", "").split())
    in_body = pattern_of(words).search(body)
    if in_body and not pattern_of(words).search(introduction):
        return highlight(cut(body, words), words)
    return highlight(cut(introduction or body, words), words)


def load_bodies(pages: Iterable[Page]) -> None:
    """Load what the bodies of `pages` refer to, for all of them at once."""
    streams = [page.body for page in pages if hasattr(page, "body")]
    bind_stream_values(streams)
    named = [
        (model, key)
        for stream in streams
        for model, pk, *_ in stream.stream_block.extract_references(stream)
        if (key := as_primary_key(pk))
    ]
    references = current_references()
    references.pages(key for model, key in named if issubclass(model, Page))
    documents = get_document_model()
    references.documents(key for model, key in named if model is documents)
