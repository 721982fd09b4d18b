"""Files in a bucket: the same as on the disk, and nobody gets past our guard.

The server is moto's, which speaks S3 over HTTP on a port of this machine.
"""

from __future__ import annotations

import os
import subprocess
import sys
from io import StringIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

import httpx
import pytest
import time_machine
from moto.server import ThreadedMotoServer

from cms.core.renditions import ALL_SPECS, display_sources
from cms.core.storage import PrivateS3Storage
from cms.settings.environment import BASE_DIR
from tests import factories
from tests.factories.core import picture


PDF = b"%PDF-1.4\n%%EOF\n"
BUCKET = "refugee-week"


@pytest.fixture(scope="session")
def s3_server():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3(s3_server, settings):
    """Store uploads in an empty bucket; return its storage."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "cms.core.storage.PrivateS3Storage",
            "OPTIONS": {
                "bucket_name": BUCKET,
                "location": "site",
                "endpoint_url": s3_server,
                "region_name": "eu-west-2",
                "access_key": "key",
                "secret_key": "secret",
            },
        },
    }
    httpx.post(f"{s3_server}/moto-api/reset")
    default_storage.connection.create_bucket(
        Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-west-2"}
    )
    return default_storage


@pytest.fixture(params=["disk", "s3"])
def storage(request, settings, tmp_path):
    """Store uploads on the disk, then in a bucket."""
    if request.param == "s3":
        request.getfixturevalue("s3")
    else:
        settings.MEDIA_ROOT = str(tmp_path)
    return default_storage


def paths(image) -> set[str]:
    return {image.file.name, *(r.file.name for r in image.renditions.all())}


def body(response) -> bytes:
    return b"".join(response)


def test_storage__is_the_one_of_the_settings(s3, db):
    assert isinstance(s3._wrapped, PrivateS3Storage)
    factories.DocumentFactory.build().file.save("x.pdf", ContentFile(PDF), save=False)
    keys = [entry.key for entry in s3.bucket.objects.all()]
    assert len(keys) == 1
    assert keys[0].startswith("site/documents/")


def test_image__has_all_renditions(storage, db):
    image = factories.ImageFactory()
    assert image.renditions.count() == len(ALL_SPECS)
    assert all(map(storage.exists, paths(image)))


def test_media__is_served_while_a_page_shows_it(storage, client, story):
    image = factories.ImageFactory()
    urls = [image.file.url, *(source.url for source in display_sources(image))]
    assert all(url.startswith("/media/") for url in urls)
    assert {client.get(url).status_code for url in urls} == {404}
    story.image = image
    story.save()
    for url in urls:
        response = client.get(url)
        assert response.status_code == 200
        assert len(body(response)) == int(response["Content-Length"])
    head = client.head(image.file.url)
    assert head["Content-Length"] == str(storage.size(image.file.name))
    etag = {"If-None-Match": head["ETag"]}
    assert client.get(image.file.url, headers=etag).status_code == 304
    story.unpublish()
    assert {client.get(url).status_code for url in urls} == {404}


def test_media__whose_file_is_lost_is_unknown(storage, client, story):
    story.image = factories.ImageFactory()
    story.save()
    storage.delete(story.image.file.name)
    assert client.get(story.image.file.url).status_code == 404
    assert client.head(story.image.file.url).status_code == 404


def test_document__is_downloaded(storage, client, home):
    document = factories.DocumentFactory()
    link = f'<a linktype="document" id="{document.pk}">file</a>'
    assert client.get(document.url).status_code == 404
    factories.StandardPageFactory(parent=home, body=[("paragraph", link)])
    response = client.get(document.url)
    assert body(response) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="programme.pdf"'


def test_image__replaced_and_deleted_leaves_no_file(
    storage, admin_client, django_capture_on_commit_callbacks
):
    image = factories.ImageFactory()
    before = paths(image)
    with django_capture_on_commit_callbacks(execute=True):
        response = admin_client.post(
            reverse("wagtailimages:edit", args=[image.pk]),
            {
                "title": "x",
                "licence": image.licence,
                "collection": image.collection_id,
                "file": SimpleUploadedFile("new.png", picture(30, 20)),
            },
        )
    assert response.status_code == 302
    image.refresh_from_db()
    after = paths(image)
    assert not any(map(storage.exists, before))
    assert all(map(storage.exists, after))
    assert image.renditions.count() == len(ALL_SPECS)
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    assert not any(map(storage.exists, after))


def test_orphans__are_found_and_removed(storage, db):
    image = factories.ImageFactory()
    stray = storage.save("images/token/stray.jpg", ContentFile(b"stray"))
    lost = image.renditions.first()
    storage.delete(lost.file.name)
    report = StringIO()
    with time_machine.travel(timezone.now() + timezone.timedelta(days=2)):
        call_command("remove_orphaned_files", "--remove", stdout=report)
    assert f"  {stray}\n" in report.getvalue()
    assert not storage.exists(stray)
    assert all(map(storage.exists, paths(image)))
    assert lost.file.name not in paths(image)


def test_bucket__is_nobody_elses(s3, s3_server, db):
    """What we store is not public, and no address of the bucket is given out."""
    image = factories.ImageFactory()
    (entry, *_rest) = s3.bucket.objects.filter(Prefix="site/original_images/")
    grantees = [grant["Grantee"] for grant in entry.Acl().grants]
    assert all("URI" not in grantee for grantee in grantees)  # no group, such as all
    urls = [image.file.url, *(r.url for r in image.renditions.all())]
    assert not [url for url in urls if s3_server in url or "Signature" in url]


def test_settings__take_the_bucket_from_the_environment():
    code = (
        "import django; django.setup()\n"
        "from django.core.files.storage import default_storage as s\n"
        "print(type(s._wrapped or s).__name__, s.bucket_name, s.location,"
        " s.endpoint_url, s.region_name, s.access_key, s.secret_key, s.url('a b.png'))"
    )
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "SECRET_KEY": "x" * 50,
        "ALLOWED_HOSTS": "site.example",
        "BASE_URL": "https://site.example",
        "S3_BUCKET_NAME": "files",
        "S3_PREFIX": "site",
        "S3_ENDPOINT_URL": "https://s3.example",
        "S3_REGION_NAME": "eu-west-2",
        "S3_ACCESS_KEY_ID": "key",
        "S3_SECRET_ACCESS_KEY": "secret",
    }
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == [
        "PrivateS3Storage",
        "files",
        "site",
        "https://s3.example",
        "eu-west-2",
        "key",
        "secret",
        "/media/a%20b.png",
    ], done.stderr
