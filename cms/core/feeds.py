"""Feeds of pages: Atom (RFC 4287) and JSON Feed 1.1, with the whole text.

An entry is known by the page's translation key and language: neither a new address nor
a new title makes it a new one. All that it says of time comes from the pages.
"""

from __future__ import annotations

import io
import json
import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.feedgenerator import Atom1Feed, rfc3339_date

from cms.core.gathering import load_references
from cms.core.loading import load_relations
from cms.core.organisation import organisation_name
from cms.core.plain_text import without_controls
from cms.core.urls import absolute_links, absolute_page_url, absolute_url


if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

ATOM = "application/atom+xml"
JSON = "application/feed+json"
JSON_VERSION = "https://jsonfeed.org/version/1.1"
#: Entries of a feed: more than anybody has missed, and still a quick download.
MOST = 20
#: Of a feed that has no entry yet and whose page nobody published.
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class Attachment(NamedTuple):
    """A file that comes with an entry; the size in bytes, if it is known."""

    url: str
    type: str
    title: str
    size: int | None = None


class Entry(NamedTuple):
    """A page in a feed."""

    id: str
    url: str
    title: str
    summary: str
    html: str
    published: datetime
    updated: datetime
    picture: str
    attachments: list[Attachment]


class Feed(NamedTuple):
    """A feed with its entries, newest first.

    Args:
        id: What it is known by for ever.
        title: Its name, with that of the organisation.
        description: What the page that it belongs to says of itself.
        language: Of all of it.
        home_url: The page that it belongs to.
        author: Who publishes it.
        updated: When it last changed.
        entries: What is in it.
    """

    id: str
    title: str
    description: str
    language: str
    home_url: str
    author: str
    updated: datetime
    entries: list[Entry]


def stable_id(page: Any, purpose: str = "") -> str:
    """Return what a page in its language is known by for ever."""
    name = f"{page.locale.language_code}{purpose}"
    return uuid.uuid5(page.translation_key, name).urn


def load_entries(pages: Sequence[Any]) -> None:
    """Load all that the texts of `pages`, of one type, show; few queries for all."""
    if pages:
        load_relations(pages, pages[0].get_display_relations())
        load_references(pages)


def make_feed(
    page: Any, pages: Sequence[Any], request: HttpRequest, template: str
) -> Feed:
    """Return the feed of `page`.

    Args:
        page: The page that lists them.
        pages: Those that are told of, newest first.
        request: Asks for the feed.
        template: Writes the text of one of them as HTML; gets it as `page`.
    """
    load_entries(pages)
    name = organisation_name(request)
    entries = [_entry(each, request, template) for each in pages]
    times = [entry.updated for entry in entries] or [page.modified_time or LONG_AGO]
    return Feed(
        id=stable_id(page, "/feed"),
        title=without_controls(f"{page.title} – {name}"),
        description=without_controls(page.description),
        language=page.locale.language_code,
        home_url=absolute_page_url(page, request) or "",
        author=without_controls(name),
        updated=max(times),
        entries=entries,
    )


def _entry(page: Any, request: HttpRequest, template: str) -> Entry:
    html = render_to_string(template, {"page": page}, request)
    lines = (line.strip() for line in absolute_links(html).splitlines())
    share = page.share_image
    return Entry(
        id=stable_id(page),
        url=absolute_page_url(page, request) or "",
        title=without_controls(page.title),
        summary=without_controls(page.description),
        html=without_controls("\n".join(line for line in lines if line)),
        published=page.published_time or LONG_AGO,
        updated=page.modified_time or LONG_AGO,
        picture=share.url if share else "",
        attachments=[
            Attachment(
                absolute_url(document.url),
                document.content_type,
                without_controls(document.title),
                document.file_size,
            )
            for document in getattr(page, "attachments", [])
        ],
    )


# Atom ---------------------------------------------------------------------------


class _AtomFeed(Atom1Feed):
    """Django's, with the whole text of each entry and with pictures."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        entry: Entry = item["entry"]
        if entry.summary:
            handler.addQuickElement("summary", entry.summary)
        handler.addQuickElement("content", entry.html, {"type": "html"})
        pictures = [Attachment(entry.picture, "image/jpeg", "")] * bool(entry.picture)
        for file in (*pictures, *entry.attachments):
            link = {"rel": "enclosure", "href": file.url, "type": file.type}
            if file.title:
                link["title"] = file.title
            if file.size is not None:
                link["length"] = str(file.size)
            handler.addQuickElement("link", "", link)

    def latest_post_date(self) -> datetime:
        return self.feed["updated"]


def atom_response(feed: Feed) -> HttpResponse:
    """Return a feed as Atom."""
    document = _AtomFeed(
        title=feed.title,
        link=feed.home_url,
        description=None,
        subtitle=feed.description or None,
        language=feed.language,
        feed_url=f"{feed.home_url}feed.atom",
        feed_guid=feed.id,
        author_name=feed.author,
        author_link=absolute_url("/"),
        updated=feed.updated,
    )
    for entry in feed.entries:
        document.add_item(
            entry.title,
            entry.url,
            description=None,  # type: ignore[arg-type] # it is added as plain text
            unique_id=entry.id,
            pubdate=entry.published,
            updateddate=entry.updated,
            entry=entry,
        )
    text = io.StringIO()
    document.write(text, "utf-8")
    return HttpResponse(text.getvalue(), content_type=f"{ATOM}; charset=utf-8")


# JSON Feed ----------------------------------------------------------------------


def json_response(feed: Feed) -> HttpResponse:
    """Return a feed as JSON Feed 1.1."""
    author = {"name": feed.author, "url": absolute_url("/")}
    document = {
        "version": JSON_VERSION,
        "title": feed.title,
        "home_page_url": feed.home_url,
        "feed_url": f"{feed.home_url}feed.json",
        "description": feed.description,
        "language": feed.language,
        "authors": [author],
        "items": [_json_item(entry, feed) for entry in feed.entries],
    }
    text = json.dumps(document, ensure_ascii=False)
    return HttpResponse(text, content_type=f"{JSON}; charset=utf-8")


def _json_item(entry: Entry, feed: Feed) -> dict[str, Any]:
    item = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
        "image": entry.picture,
        "date_published": rfc3339_date(entry.published),
        "date_modified": rfc3339_date(entry.updated),
        "language": feed.language,
        "attachments": [
            {
                "url": file.url,
                "mime_type": file.type,
                "title": file.title,
                "size_in_bytes": file.size,
            }
            for file in entry.attachments
        ],
    }
    return {name: value for name, value in item.items() if value}
