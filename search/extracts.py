"""Why a page was found: a piece of its text with the words that matched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from wagtail.documents import get_document_model
from wagtail.models import Page, get_page_models

from cms.core.blocks import get_plain_text
from cms.core.folding import WORD, folded_words
from cms.core.loading import without_renditions
from cms.core.references import as_primary_key, current_references
from cms.core.streams import bind_stream_values


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

EXTRACT_LENGTH = 240
BEFORE_MATCH = 80
TEXTS = ("introduction", "body")


class Span(NamedTuple):
    """Where a word stands in a text."""

    start: int
    end: int


class PageText(NamedTuple):
    """What extracts are made of."""

    introduction: str
    body: Any

    @property
    def body_text(self) -> str:
        """The body as plain text on one line."""
        if not self.body:
            return ""
        return " ".join(get_plain_text(self.body.stream_block, self.body).split())


def matches(text: str, words: Sequence[str]) -> Iterator[Span]:
    """Yield where words of `text` begin with one of the folded `words`.

    It is looked at word by word, as the index does: “art” is not found in “heart”, and
    “اسبوع” is found in أُسبوع.
    """
    beginnings = tuple(words)
    if not beginnings:
        return
    for match in WORD.finditer(text):
        if any(part.startswith(beginnings) for part in folded_words(match[0])):
            yield Span(*match.span())


def highlight(text: str, words: Sequence[str]) -> SafeString:
    """Return `text` as HTML with each of the words in `<mark>`."""
    html, end = [], 0
    for found in matches(text, words):
        word = escape(text[found.start : found.end])
        html += [escape(text[end : found.start]), f"<mark>{word}</mark>"]
        end = found.end
    # Every piece above and below is escaped; only our own tags are not.
    return mark_safe("".join(html) + escape(text[end:]))  # noqa: S308


def cut(text: str, words: Sequence[str]) -> str:
    """Return a piece of `text` of whole words that begins shortly before a match."""
    found = next(matches(text, words), None)
    start = max(0, found.start - BEFORE_MATCH) if found else 0
    if start:
        start = text.find(" ", start) + 1
    piece = text[start:]
    if len(piece) > EXTRACT_LENGTH:
        piece = piece[:EXTRACT_LENGTH].rpartition(" ")[0] + " …"
    return f"… {piece}" if start else piece


def extract(text: PageText, words: Sequence[str]) -> SafeString:
    """Return the introduction, or the part of the body where the words stand."""
    introduction = text.introduction
    if introduction and any(matches(introduction, words)):
        return highlight(cut(introduction, words), words)
    body = text.body_text
    if not introduction or any(matches(body, words)):
        return highlight(cut(body or introduction, words), words)
    return highlight(cut(introduction, words), words)


def load_texts(ids: Iterable[int]) -> dict[int, PageText]:
    """Return the texts of pages by id, whatever their types, in one query.

    What their bodies refer to is loaded for all of them at once.
    """
    columns = [
        (f"{model._meta.model_name}__{name}", name)
        for model in get_page_models()
        for name in TEXTS
        if any(field.name == name for field in model._meta.local_fields)
    ]
    rows = Page.objects.filter(pk__in=set(ids)).order_by()
    texts = {}
    for pk, *values in rows.values_list("pk", *(column for column, _name in columns)):
        own: dict[str, Any] = {"introduction": "", "body": None}
        own |= {
            name: value
            for (_column, name), value in zip(columns, values, strict=True)
            if value
        }
        texts[pk] = PageText(**own)
    load_bodies([text.body for text in texts.values() if text.body])
    return texts


def load_bodies(streams: list[Any]) -> None:
    """Load what bodies refer to, for all of them at once."""
    with without_renditions():
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
