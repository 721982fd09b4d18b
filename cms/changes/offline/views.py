"""The worker that keeps pages, and the page that lists them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page, require_safe

from cms.changes.caching.questions import (
    NEVER_KEPT,
    NEVER_KEPT_WITHIN,
    PAGE_PARAMETERS,
)
from cms.changes.offline.headers import KEEP_OFFLINE


if TYPE_CHECKING:
    from django.http import HttpRequest

#: Copies of pages that one browser keeps; the one read longest ago goes first.
MOST_COPIES = 30
JAVASCRIPT = "text/javascript; charset=utf-8"
#: What the page that lists them needs.
FILES = ("css/site.css", "js/kept.js", "img/favicon.svg")


@require_safe
@gzip_page
@conditional_page
def worker(request: HttpRequest) -> HttpResponse:
    """Return the script that keeps pages; once that is switched off, one that ends it.

    Browsers ask for it at each visit, so a switch reaches all of them.
    """
    if settings.OFFLINE_READING:
        script = render_to_string("offline/worker.js", {"site": json.dumps(_site())})
    else:
        script = render_to_string("offline/retired.js")
    response = HttpResponse(_small(script), content_type=JAVASCRIPT)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _small(script: str) -> str:
    """Return a script without what only its readers need, lines of comments."""
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _site() -> dict[str, object]:
    """Return what the worker has to know of the site."""
    pages = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            pages[code] = reverse("offline")
    return {
        "worker": reverse("service_worker"),
        "pages": pages,
        "main": pages[settings.LANGUAGE_CODE],
        "files": [static(name) for name in FILES],
        "folders": [settings.STATIC_URL, settings.MEDIA_URL],
        "never": [*NEVER_KEPT, "/api/"],
        "neverWithin": NEVER_KEPT_WITHIN,
        "parameters": sorted(PAGE_PARAMETERS),
        "header": KEEP_OFFLINE,
        "most": MOST_COPIES,
    }


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Show which pages this browser keeps, and how to forget them.

    Nothing of the site's content is on it, so that it can be kept itself.

    Raises:
        Http404: Keeping pages is switched off.
    """
    if not settings.OFFLINE_READING:
        raise Http404("No pages are kept.")
    return render(request, "offline/page.html")
