"""The press kit: a release with all that comes with it, in one ZIP file.

Files are read while the answer is sent, a piece at a time. The same content gives the
same bytes, so the list of what is in a kit is its validator.
"""

from __future__ import annotations

import hashlib
import io
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.core.files.storage import default_storage
from django.http import HttpResponse, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext

from cms.core.models import CustomDocument, CustomImage, Licence
from cms.core.plain_text import without_controls
from cms.core.querysets import without_private_files
from cms.core.references import current_references
from cms.core.renditions import display_sources
from cms.core.urls import absolute_links, absolute_url
from press.text import contacts_text, load_release, release_text


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from press.models import PressReleasePage

CONTENT_TYPE = "application/zip"
#: Caches may keep it and ask each time whether it still holds.
PUBLIC = "public, max-age=0, s-maxage=0, must-revalidate"
NOT_PUBLIC = "private, no-store"
PIECE = 64 * 1024  # bytes
LONGEST_NAME = 60  # characters
#: The earliest date that ZIP can write: the time of a file tells nothing here.
NO_DATE = (1980, 1, 1, 0, 0, 0)
READABLE = 0o100644 << 16
UNIX = 3
_PICTURE = re.compile(
    r'<picture>(?:(?!</picture>).)*?<img\b[^>]*?\bsrc="([^"]+)"[^>]*>\s*</picture>',
    re.DOTALL,
)
_ALT = re.compile(r'\balt="([^"]*)"')


class Member(NamedTuple):
    """A file of a kit: text that was made, or the path of one that is stored."""

    name: str
    text: str = ""
    path: str = ""


class Picture(NamedTuple):
    """A picture of a kit, under its name there."""

    name: str
    image: CustomImage


def kit_response(release: PressReleasePage, request: HttpRequest) -> HttpResponseBase:
    """Return the press kit of a release, or 304 to whoever has this one already."""
    load_release(release)
    members = list(members_of(release, request))
    etag = f'"{hashlib.sha256(repr(members).encode()).hexdigest()[:32]}"'
    response: Any = get_conditional_response(request, etag)
    if response is None:
        is_asked_about = request.method == "HEAD"
        response = (
            HttpResponse(content_type=CONTENT_TYPE)
            if is_asked_about
            else StreamingHttpResponse(zipped(members), content_type=CONTENT_TYPE)
        )
        name = f"{release.slug}.zip"
        response.headers["Content-Disposition"] = content_disposition_header(True, name)
        response.headers["X-Robots-Tag"] = "noindex"
    is_restricted = release.get_view_restrictions().exists()
    response.headers["Cache-Control"] = NOT_PUBLIC if is_restricted else PUBLIC
    response.headers["ETag"] = etag
    return response


def members_of(release: PressReleasePage, request: HttpRequest) -> Iterator[Member]:
    """Yield the files of a kit."""
    folder = _safe(release.slug) or "release"
    pictures = pictures_of(release)
    contacts = contacts_text(release.contacts_for(request))
    yield Member(f"{folder}/release.txt", release_text(release, request))
    yield Member(f"{folder}/release.html", _html(release, pictures, request))
    if contacts:
        yield Member(f"{folder}/contacts.txt", without_controls(contacts) + "\n")
    if pictures:
        yield Member(f"{folder}/images/licences.txt", licences_text(pictures))
    for picture in pictures:
        yield Member(f"{folder}/{picture.name}", path=picture.image.file.name)
    for number, document in enumerate(documents_of(release), 1):
        path = document.file.name or ""
        name = _numbered(number, document.title, path)
        yield Member(f"{folder}/documents/{name}", path=path)


def pictures_of(release: PressReleasePage) -> list[Picture]:
    """Return the pictures of a release, without those that are not for everybody."""
    ids = [release.image_id, *_named_in_body(release, CustomImage)]
    ids = list(dict.fromkeys(pk for pk in ids if pk))
    found = without_private_files(CustomImage.objects.all()).in_bulk(ids)
    images = [found[pk] for pk in ids if pk in found and found[pk].file]
    return [
        Picture(
            "images/"
            + _numbered(number, image.description or image.title, image.file.name),
            image,
        )
        for number, image in enumerate(images, 1)
    ]


def documents_of(release: PressReleasePage) -> list[CustomDocument]:
    """Return the documents of a release, attached or in its body, for everybody."""
    attached = [row.document_id for row in release.release_attachments.all()]
    ids = list(dict.fromkeys([*attached, *_named_in_body(release, CustomDocument)]))
    found: dict[int, Any] = current_references().documents(ids)
    return [found[pk] for pk in ids if pk in found]


def _named_in_body(release: PressReleasePage, model: type) -> list[int]:
    named = release.body.stream_block.extract_references(release.body)
    return [int(pk) for target, pk, *_ in named if target is model]


def licences_text(pictures: Sequence[Picture]) -> str:
    """Return who made each picture, and what may be done with it."""
    blocks = []
    for name, image in pictures:
        lines = [
            name.removeprefix("images/"),
            image.description,
            f"{gettext('Credit')}: {image.credit}" if image.credit else "",
            f"{gettext('Licence')}: {Licence(image.licence).label} ({image.licence})",
        ]
        blocks.append("\n".join(line for line in lines if line))
    return without_controls("\n\n".join(blocks)) + "\n"


def _html(
    release: PressReleasePage, pictures: Sequence[Picture], request: HttpRequest
) -> str:
    """Return the release as a page that needs nothing but the files beside it."""
    context = {"page": release, "contacts": release.contacts_for(request)}
    html = absolute_links(render_to_string("press/kit.html", context, request))
    files = {
        absolute_url(source.url): name
        for name, image in pictures
        for source in display_sources(image)
    }

    def beside(match: re.Match[str]) -> str:
        alt = _ALT.search(match[0])
        name = files.get(match[1])
        return f'<img src="{name}" alt="{alt[1] if alt else ""}">' if name else match[0]

    lines = (line.rstrip() for line in _PICTURE.sub(beside, html).splitlines())
    return without_controls("\n".join(line for line in lines if line)) + "\n"


def _numbered(number: int, title: str, path: str) -> str:
    """Return a name that is safe in every file system: `01-a-choir-sings.jpg`."""
    suffix = re.sub(r"[^a-z0-9.]", "", PurePosixPath(path).suffix.lower())
    return f"{number:02}-{_safe(title) or 'file'}{suffix}"


def _safe(text: str) -> str:
    return slugify(text, allow_unicode=True)[:LONGEST_NAME].strip("-_")


# ZIP ----------------------------------------------------------------------------


class _Outlet(io.RawIOBase):
    """Takes what is written, to be fetched in between. It can't go back."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def fetch(self) -> bytes:
        data, self._pieces = b"".join(self._pieces), []
        return data


def zipped(members: Sequence[Member]) -> Iterator[bytes]:
    """Yield a ZIP file with these members, piece by piece."""
    outlet = _Outlet()
    with ZipFile(outlet, "w") as archive:
        for member in members:
            info = ZipInfo(member.name, NO_DATE)
            info.create_system, info.external_attr = UNIX, READABLE
            # Pictures and documents are packed already.
            info.compress_type = ZIP_STORED if member.path else ZIP_DEFLATED
            with archive.open(info, "w") as target, _content(member) as source:
                while piece := source.read(PIECE):
                    target.write(piece)
                    yield outlet.fetch()
    yield outlet.fetch()


def _content(member: Member) -> Any:
    if member.path:
        return default_storage.open(member.path)
    return io.BytesIO(member.text.encode())
