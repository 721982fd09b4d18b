"""The words in which sample content is written down: pages, blocks and references.

Nothing here touches the database. A reference names a thing by a key; the builder
finds or makes the thing when a page needs it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any


#: The type and the value of one block, as `StreamBlock.normalize` takes them.
Block = tuple[str, Any]
Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Reference:
    """Something that stands elsewhere: a page by its path, a snippet by its key."""

    kind: str
    key: str


@dataclass(frozen=True, kw_only=True)
class SamplePage:
    """One page, in one language.

    Attributes:
        path: Where it stands below the home page, such as `refugee-week/2022`; empty
            for the home page itself. A translation has the path of its source.
        type: Its model, such as `refugeeweek.EditionPage`.
        title: The page's title.
        published: The day of its first publication.
        fields: Values of further fields by name; they may be references.
        rows: Rows of inline models by relation, each row as its fields.
        body: The blocks of its story.
    """

    path: str
    type: str
    title: str
    published: date
    fields: Fields = field(default_factory=dict)
    rows: Mapping[str, Sequence[Fields]] = field(default_factory=dict)
    body: Sequence[Block] = ()


@dataclass(frozen=True, kw_only=True)
class SampleSiteText:
    """Name, menu and footer in one language."""

    organisation_name: str
    boilerplate: str
    navigation: Sequence[Block]
    footer_links: Sequence[Block]


def page(path: str) -> Reference:
    """Refer to a page in the same language by its path below the home page."""
    return Reference("page", path)


def picture(name: str) -> Reference:
    """Refer to a picture by its file name without `.jpg`."""
    return Reference("picture", name)


def partner(key: str) -> Reference:
    """Refer to an organisation."""
    return Reference("partner", key)


def person(key: str) -> Reference:
    """Refer to somebody who took part."""
    return Reference("person", key)


def programme(key: str) -> Reference:
    """Refer to work that spans editions."""
    return Reference("programme", key)


def venue(key: str) -> Reference:
    """Refer to a place."""
    return Reference("venue", key)


def contact(key: str) -> Reference:
    """Refer to a press contact."""
    return Reference("contact", key)


def html(*texts: str) -> str:
    """Return texts as HTML: each is a paragraph unless it brings its own tags."""
    return "".join(
        text if text.startswith(("<ul>", "<ol>")) else f"<p>{text}</p>"
        for text in texts
    )


def bullets(*items: str) -> str:
    """Return items as a list, to stand among the texts of a paragraph."""
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def heading(text: str, level: str = "h2") -> Block:
    return "heading", {"text": text, "level": level}


def paragraph(*texts: str) -> Block:
    """Write running text; `<a href="page:PATH">` links to a page of this site."""
    return "paragraph", html(*texts)


def _picture(name: str, caption: str, alt: str = "") -> dict[str, Any]:
    return {
        "image": picture(name),
        "alt_text": alt,
        "decorative": False,
        "caption": caption,
    }


def image(name: str, caption: str = "", alt: str = "") -> Block:
    """Place a picture; `alt` is for languages other than that of its description."""
    return "image", _picture(name, caption, alt)


def gallery(*pictures: tuple[str, str]) -> Block:
    """Set pictures side by side, each given as its name and its caption."""
    return "gallery", {"pictures": [_picture(*item) for item in pictures]}


def key_figures(*figures: tuple[str, str]) -> Block:
    """List numbers, each with what it counts."""
    return "key_figures", {
        "figures": [{"figure": figure, "label": label} for figure, label in figures]
    }


def callout(title: str, *texts: str) -> Block:
    return "callout", {"title": title, "text": html(*texts)}


def call_to_action(label: str, path: str, text: str = "") -> Block:
    """Place a button that leads to a page of this site."""
    return "call_to_action", {
        "text": text,
        "label": label,
        "page": page(path),
        "url": "",
    }


def partners(title: str, *keys: str) -> Block:
    return "partners", {"heading": title, "partners": [partner(key) for key in keys]}


def related_pages(title: str, *paths: str) -> Block:
    return "related_pages", {"heading": title, "pages": [page(path) for path in paths]}


def timeline(*entries: tuple[str, str, str]) -> Block:
    """Tell steps in their order, each as when, what and a sentence on it."""
    return "timeline", {
        "entries": [
            {"date": when, "title": what, "text": html(text)}
            for when, what, text in entries
        ]
    }


def menu_link(path: str, label: str = "") -> dict[str, Any]:
    """Link to a page of this site, by default under its title."""
    return {"page": page(path), "url": "", "label": label}


def menu_group(label: str, description: str, *links: dict[str, Any]) -> Block:
    return "group", {"label": label, "description": description, "links": list(links)}


def footer_link(path: str, label: str = "") -> Block:
    return "link", menu_link(path, label)
