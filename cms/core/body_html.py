"""The body of a page as one piece of HTML that stands anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import translation

from cms.core.urls import absolute_links


if TYPE_CHECKING:
    from django.http import HttpRequest


def body_html(page: Any, request: HttpRequest) -> str:
    """Return the body of `page` without a script and without a relative address.

    What it refers to should have been loaded (`cms.core.gathering`).
    """
    context = {"page": page, "request": request}
    with translation.override(page.locale.language_code):
        html = absolute_links(page.body.render_as_block(context))
    return "\n".join(line for line in html.splitlines() if line.strip())
