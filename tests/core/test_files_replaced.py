"""What becomes of a file when another takes its place, or its row goes."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

import pytest

from cms.core.renditions import ALL_SPECS
from tests import factories
from tests.core.test_uploads import noise
from tests.factories.core import picture


PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def image(db):
    return factories.ImageFactory()


def paths(image) -> set[str]:
    return {image.file.name, *(r.file.name for r in image.renditions.all())}


def stored(names) -> set[str]:
    return {name for name in names if default_storage.exists(name)}


def image_form(image, **fields) -> dict:
    return {
        "title": image.title,
        "licence": image.licence,
        "collection": image.collection_id,
        **fields,
    }


def assert_replaced(image, before: set[str]) -> None:
    image.refresh_from_db()
    after = paths(image)
    assert not after & before
    assert stored(after) == after
    assert stored(before) == set()
    specs = set(image.renditions.values_list("filter_spec", flat=True))
    assert specs >= set(ALL_SPECS)
    assert {r.width for r in image.renditions.filter(filter_spec=ALL_SPECS[0])} == {30}


def test_image__replaced_in_the_admin_has_new_renditions(
    admin_client, image, django_capture_on_commit_callbacks
):
    before = paths(image)
    new = SimpleUploadedFile("new.png", picture(30, 20))
    with django_capture_on_commit_callbacks(execute=True):
        response = admin_client.post(
            reverse("wagtailimages:edit", args=[image.pk]), image_form(image, file=new)
        )
    assert response.status_code == 302
    assert_replaced(image, before)


def test_image__replaced_in_code_has_new_renditions(
    image, django_capture_on_commit_callbacks
):
    before = paths(image)
    with django_capture_on_commit_callbacks(execute=True):
        image.file = ContentFile(picture(30, 20), name="new.png")
        image.save()
    assert_replaced(image, before)


def test_image__whose_replacement_is_taken_back_keeps_its_files(
    image, django_capture_on_commit_callbacks
):
    before = paths(image)
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        image.file = ContentFile(picture(30, 20), name="new.png")
        image.save()
        transaction.set_rollback(True)
    image.refresh_from_db()
    assert paths(image) == before == stored(before)


def test_image__whose_replacement_is_refused_keeps_its_files(image):
    before = paths(image)
    image.file = ContentFile(noise("JPEG")[:-500], name="new.jpg")
    with pytest.raises(ValidationError):
        image.save()
    image.refresh_from_db()
    assert paths(image) == before == stored(before)


def test_image__saved_without_a_new_file_keeps_its_files(
    image, django_capture_on_commit_callbacks
):
    before = paths(image)
    with django_capture_on_commit_callbacks(execute=True):
        image.title = "Another title"
        image.save()
        image.save(update_fields=["title"])
    assert paths(image) == before == stored(before)


def test_image__deleted_leaves_no_file(image, django_capture_on_commit_callbacks):
    image.get_rendition("max-165x165")
    before = paths(image)
    assert len(before) > len(ALL_SPECS)
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    assert stored(before) == set()


def test_image__whose_focal_point_moves_leaves_no_old_crop(
    image, django_capture_on_commit_callbacks
):
    before = paths(image)
    with django_capture_on_commit_callbacks(execute=True):
        image.focal_point_x = image.focal_point_y = 8
        image.focal_point_width = image.focal_point_height = 4
        image.save()
    image.refresh_from_db()
    assert len(before - paths(image)) == 1
    assert stored(before - paths(image)) == set()


def test_document__replaced_and_deleted_leaves_no_file(
    admin_client, django_capture_on_commit_callbacks
):
    document = factories.DocumentFactory()
    first = document.file.name
    with django_capture_on_commit_callbacks(execute=True):
        response = admin_client.post(
            reverse("wagtaildocs:edit", args=[document.pk]),
            {
                "title": document.title,
                "collection": document.collection_id,
                "file": SimpleUploadedFile("second.pdf", PDF + b"2"),
            },
        )
    assert response.status_code == 302
    document.refresh_from_db()
    second = document.file.name
    assert stored({first, second}) == {second}
    with django_capture_on_commit_callbacks(execute=True):
        document.delete()
    assert stored({second}) == set()
