from __future__ import annotations

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

import pytest

from tests import factories


@pytest.fixture
def image(db):
    return factories.ImageFactory()


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def test_media__original(client, image):
    response = client.get(image.file.url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert body(response) == default_storage.open(image.file.name).read()


def test_media__each_rendition_has_its_own_type(client, image):
    types = set()
    for rendition in image.renditions.all():
        response = client.get(rendition.url)
        assert response.status_code == 200
        types.add(response["Content-Type"])
    assert types == {"image/avif", "image/webp", "image/jpeg"}


def test_media__is_kept_for_ever_and_taken_for_what_it_is(client, image):
    response = client.get(image.file.url)
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert not response.cookies


def test_media__head_has_no_body_and_post_is_refused(client, image):
    assert body(client.head(image.file.url)) == b""
    assert client.post(image.file.url).status_code == 405


def test_media__documents_go_through_their_own_view(client, db):
    document = factories.DocumentFactory()
    assert client.get(f"/media/{document.file.name}").status_code == 404
    assert client.get(document.url).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "",
        "images",
        "images/",
        "original_images/",
        "images/no-such-file.png",
        "images/../documents/secret/report.pdf",
        "images/../../outside.txt",
        "images//etc/passwd",
        "../images/x",
        "/etc/passwd",
        "images/%00",
        "images/%2e%2e/documents/secret/report.pdf",
        "images/..%2fdocuments/secret/report.pdf",
        "images/" + "x" * 5000,
    ],
)
def test_media__nothing_else(client, db, path):
    default_storage.save("documents/secret/report.pdf", ContentFile(b"secret"))
    response = client.get(f"/media/{path}")
    assert response.status_code == 404
