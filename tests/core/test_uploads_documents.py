"""What documents may be uploaded, by each way in."""

from __future__ import annotations

import io
import zipfile

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from wagtail.models import Collection

import pytest

from cms.core.models import CustomDocument
from cms.core.uploads import check_document
from tests.factories.core import picture


PDF = b"%PDF-1.4\n%%EOF\n"


def archive(**parts: bytes) -> bytes:
    """Return a ZIP archive; `__` stands for a slash and `_dot_` for a dot."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return buffer.getvalue()


DOCX = archive(**{"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
XLSX = archive(**{"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"})
PPTX = archive(**{"[Content_Types].xml": b"<x/>", "ppt/presentation.xml": b"<x/>"})
ODT = archive(
    mimetype=b"application/vnd.oasis.opendocument.text", **{"content.xml": b"<x/>"}
)
ODS = archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet")
MACROS = archive(**{"word/document.xml": b"<x/>", "word/vbaProject.bin": b"x"})
ODT_MACROS = archive(
    mimetype=b"application/vnd.oasis.opendocument.text", Basic__x_dot_xml=b"x"
)
HTML = b"<!DOCTYPE html><script>alert(1)</script>"

TAKEN = {
    "programme.pdf": PDF,
    "PROGRAMME.PDF": b"junk before\n" + PDF,
    "letter.docx": DOCX,
    "table.xlsx": XLSX,
    "slides.pptx": PPTX,
    "letter.odt": ODT,
    "letter.rtf": rb"{\rtf1 Hello}",
    "notes.txt": "Grüße, مرحبا".encode(),
    "old notes.txt": "Café".encode("cp1252"),
    "page.txt": HTML,
    "table.csv": b"name,number\nA,1\n",
    "kit.zip": archive(**{"picture.png": b"x"}),
    "empty.zip": archive(),
}
REFUSED = {
    "PDF in name only": ("x.pdf", HTML),
    "HTML": ("x.html", HTML),
    "SVG": ("x.svg", b"<svg/>"),
    "script": ("x.js", b"alert(1)"),
    "old Word": ("x.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    "Word with macros": ("x.docm", MACROS),
    "macros in docx": ("x.docx", MACROS),
    "macros in odt": ("x.odt", ODT_MACROS),
    "xlsx as docx": ("x.docx", XLSX),
    "zip as docx": ("x.docx", archive(x=b"x")),
    "table as odt": ("x.odt", ODS),
    "docx as pdf": ("x.pdf", DOCX),
    "program as txt": ("x.txt", b"\x7fELF\x02\x01\x01" + b"\0" * 60),
    "PDF as txt": ("x.txt", PDF),
    "picture as csv": ("x.csv", picture()),
    "text as zip": ("x.zip", b"PK is not enough"),
    "half a zip": ("x.docx", DOCX[: len(DOCX) // 2]),
    "text as rtf": ("x.rtf", b"Hello"),
    "nothing": ("x.pdf", b""),
    "no extension": ("x", PDF),
    "two extensions": ("x.pdf.exe", PDF),
}


@pytest.fixture
def root(db) -> int:
    return Collection.get_first_root_node().pk


def upload_one(client, root: int, name: str, content: bytes):
    return client.post(
        reverse("wagtaildocs:add"),
        {"title": "x", "collection": root, "file": SimpleUploadedFile(name, content)},
    )


def upload_many(client, root: int, name: str, content: bytes):
    return client.post(
        reverse("wagtaildocs:add_multiple"),
        {
            "title": "x",
            "collection": root,
            "files[]": SimpleUploadedFile(name, content),
        },
    )


def upload_in_chooser(client, root: int, name: str, content: bytes):
    return client.post(
        reverse("wagtaildocs_chooser:create"),
        {
            "document-chooser-upload-title": "x",
            "document-chooser-upload-collection": root,
            "document-chooser-upload-file": SimpleUploadedFile(name, content),
        },
    )


WAYS = [upload_one, upload_many, upload_in_chooser]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", TAKEN)
def test_document__is_taken_as_it_is(admin_client, root, way, name):
    way(admin_client, root, name, TAKEN[name])
    document = CustomDocument.objects.get()
    with document.file.storage.open(document.file.name) as file:
        assert file.read() == TAKEN[name]
    assert document.file_size == len(TAKEN[name])


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", REFUSED)
def test_document__that_is_not_what_it_seems(admin_client, root, way, kind):
    response = way(admin_client, root, *REFUSED[kind])
    assert response.status_code == 200  # the form again
    assert not CustomDocument.objects.exists()


@pytest.mark.parametrize("kind", REFUSED)
def test_document__made_in_code_is_refused_as_well(db, kind):
    name, content = REFUSED[kind]
    with pytest.raises(ValidationError):
        CustomDocument(title="x", file=ContentFile(content, name=name)).save()
    assert not CustomDocument.objects.exists()


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("PDF in name only", "The name of this file ends in .pdf"),
        ("macros in docx", "This document holds macros. Save it without them."),
    ],
)
def test_document__errors_are_told_to_the_editor(admin_client, root, kind, message):
    html = upload_one(admin_client, root, *REFUSED[kind]).content.decode()
    assert message in html
    answer = upload_many(admin_client, root, *REFUSED[kind]).json()
    assert message in answer["error_message"]


def test_check_document__of_too_many_bytes(settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 10
    with pytest.raises(ValidationError) as error:
        check_document(ContentFile(PDF), "x.pdf")
    assert error.value.code == "too_big"


def test_check_document__unpacks_no_bomb():
    """The part that is read of an odt may be as large as its maker likes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", b"\0" * 200_000_000)
    assert buffer.tell() < 300_000
    with pytest.raises(ValidationError):
        check_document(ContentFile(buffer.getvalue()), "x.odt")
