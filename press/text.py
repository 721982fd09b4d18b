"""A release as plain text: to read in a mail, and to copy from."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import get_language, gettext, pgettext

from cms.core.gathering import load_references
from cms.core.loading import load_relations
from cms.core.models import SiteText
from cms.core.organisation import organisation_name
from cms.core.plain_text import without_controls
from cms.core.rich_text import plain_text
from cms.core.templatetags.date_tags import long_date
from cms.core.urls import absolute_page_url, absolute_url


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.http import HttpRequest

    from press.models import PressContact, PressReleasePage

CONTENT_TYPE = "text/plain; charset=utf-8"
WIDTH = 72


def text_response(release: PressReleasePage, request: HttpRequest) -> HttpResponse:
    """Return the text version of a release; search engines go to the release itself."""
    load_release(release)
    response = HttpResponse(release_text(release, request), content_type=CONTENT_TYPE)
    response.headers["Link"] = f'<{release.canonical_url}>; rel="canonical"'
    return response


def load_release(release: PressReleasePage) -> None:
    """Load all that a release shows."""
    load_relations([release], release.get_display_relations())
    load_references([release])


def release_text(release: PressReleasePage, request: HttpRequest) -> str:
    """Return a release in lines of at most 72 characters, links aside."""
    parts = filter(None, _parts(release, request))
    return without_controls("\n\n".join(parts)) + "\n"


def _parts(release: PressReleasePage, request: HttpRequest) -> Iterator[str]:
    """Yield the parts of a release, some of them empty, in the order of the page."""
    name = organisation_name(request)
    yield f"{name}\n{gettext('Press release')}"
    yield _underlined(release.title)
    place = release.location and f"{release.location}{pgettext('comma', ', ')}"
    yield f"{place}{long_date(release.date)}"
    yield _wrapped(release.introduction)
    yield _wrapped(release.body_text)
    yield gettext("Ends")
    yield _section(gettext("Notes to editors"), plain_text(release.notes_to_editors))
    site_text = SiteText.for_request(request, get_language() or "")
    if site_text:
        title = gettext("About %(organisation_name)s") % {"organisation_name": name}
        yield _section(title, plain_text(site_text.boilerplate))
    contacts = release.contacts_for(request)
    yield _section(gettext("Press contacts"), contacts_text(contacts))
    documents = "\n".join(
        f"{each.title}\n{absolute_url(each.url)}" for each in release.attachments
    )
    yield _section(gettext("Documents"), documents)
    yield absolute_page_url(release, request) or ""


def contacts_text(contacts: Iterable[PressContact]) -> str:
    """Return whom to call, an empty line between two of them."""
    return "\n\n".join("\n".join(_lines_of(contact)) for contact in contacts)


def _lines_of(contact: PressContact) -> list[str]:
    lines: list[Any] = [
        contact.name,
        contact.role,
        contact.organisation,
        contact.phone,
        contact.email,
    ]
    return [line for line in lines if line]


def _section(title: str, text: str) -> str:
    return f"{_underlined(title)}\n\n{_wrapped(text)}" if text else ""


def _underlined(title: str) -> str:
    lines = wrap(title, WIDTH)
    return "\n".join([*lines, "=" * max(map(len, lines), default=0)])


def _wrapped(text: str) -> str:
    """Wrap each line by itself: empty ones divide paragraphs, addresses stay whole."""
    return "\n".join(
        "\n".join(wrap(line, WIDTH, break_long_words=False, break_on_hyphens=False))
        for line in text.splitlines()
    )
