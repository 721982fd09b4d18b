"""A release as a `NewsArticle`, with what Google asks for and recommends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.core.structured_data import (
    Node,
    about_page,
    local,
    publisher,
    without_blanks,
)


if TYPE_CHECKING:
    from django.http import HttpRequest

    from press.models import PressReleasePage

#: Google cuts what is longer.
LONGEST_HEADLINE = 110


def news_article(release: PressReleasePage, request: HttpRequest) -> Node:
    """Return a release as an article of ours."""
    about = about_page(release, request)
    headline = release.title
    if len(headline) > LONGEST_HEADLINE:
        headline = f"{headline[: LONGEST_HEADLINE - 1].rstrip()}…"
    return without_blanks(
        {
            "@type": "NewsArticle",
            "@id": f"{about['url']}#article",
            "headline": headline,
            **about,
            "mainEntityOfPage": about["url"],
            "datePublished": local(release.published_time),
            "dateModified": local(release.modified_time),
            "dateline": release.location,
            "author": publisher(request),
            "publisher": publisher(request),
        }
    )
