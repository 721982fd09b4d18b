"""`manage.py remove_orphaned_files`."""

from __future__ import annotations

import os
from datetime import timedelta
from io import StringIO

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from wagtail.models import UploadedFile

import pytest

from cms.core.models import CustomDocument, CustomImage
from cms.core.renditions import ALL_SPECS
from tests import factories


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def image(db):
    return factories.ImageFactory()


def stray_file(path: str, days: int = 2) -> str:
    """Store a file that no row names, as if it had been there for some days."""
    path = default_storage.save(path, ContentFile(b"stray"))
    age(path, days)
    return path


def age(path: str, days: int = 2) -> None:
    then = (timezone.now() - timedelta(days=days)).timestamp()
    os.utime(default_storage.path(path), (then, then))
    os.utime(os.path.dirname(default_storage.path(path)), (then, then))


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("remove_orphaned_files", *arguments, stdout=out)
    return out.getvalue()


def test_orphans__of_a_tidy_site_are_none(image):
    factories.DocumentFactory()
    image.get_rendition("max-165x165")  # as Wagtail's admin does
    report = run()
    assert report.count(": 0\n") == 5
    assert "Nothing was changed" not in report


def test_orphans__files_are_listed_and_only_removed_when_asked(image):
    strays = [
        stray_file(f"{folder}/token/stray.jpg")
        for folder in ("original_images", "images", "documents", "avatar_images")
    ]
    report = run()
    assert "Files that no row names: 4" in report
    assert all(f"  {path}\n" in report for path in strays)
    assert all(map(default_storage.exists, strays))
    assert "Nothing was changed. Add --remove" in report
    run("--remove")
    assert not any(map(default_storage.exists, strays))
    assert default_storage.exists(image.file.name)


def test_orphans__fresh_files_may_belong_to_an_upload(db):
    path = stray_file("original_images/token/fresh.jpg", days=0)
    assert "Files that no row names: 0" in run("--remove")
    assert default_storage.exists(path)


def test_orphans__empty_folders_go(image, tmp_path):
    path = stray_file("images/empty/x.jpg")
    default_storage.delete(path)
    then = (timezone.now() - timedelta(days=2)).timestamp()
    os.utime(tmp_path / "images" / "empty", (then, then))
    assert "Empty folders: 1\n  images/empty" in run("--remove")
    assert not (tmp_path / "images" / "empty").exists()
    assert default_storage.exists(image.file.name)


def test_orphans__renditions_of_other_sizes_go(
    image, django_capture_on_commit_callbacks
):
    old = image.get_rendition("width-20|format-webp")
    assert "Rows that nothing needs: 1" in run()
    with django_capture_on_commit_callbacks(execute=True):
        run("--remove")
    assert not default_storage.exists(old.file.name)
    assert set(image.renditions.values_list("filter_spec", flat=True)) == set(ALL_SPECS)


def test_orphans__lost_renditions_are_made_again(image):
    lost = image.renditions.first()
    default_storage.delete(lost.file.name)
    assert "Renditions without a file: 1" in run("--remove")
    again = image.renditions.get(filter_spec=lost.filter_spec)
    assert again.file.name != lost.file.name
    assert default_storage.exists(again.file.name)


def test_orphans__lost_originals_are_told_and_kept(image):
    document = factories.DocumentFactory(title="Song sheet")
    default_storage.delete(image.file.name)
    default_storage.delete(document.file.name)
    report = run("--remove")
    assert "Lost: rows whose file is gone: 2" in report
    assert f"image {image.pk}: {image.title}" in report
    assert "Song sheet" in report
    assert CustomImage.objects.filter(pk=image.pk).exists()
    assert CustomDocument.objects.filter(pk=document.pk).exists()


def test_orphans__uploads_that_nobody_finished_go(db):
    user = User.objects.create_user("amina")
    old, fresh = (
        UploadedFile.objects.create(
            file=ContentFile(b"x", name=name), uploaded_by_user=user
        )
        for name in ("old.jpg", "fresh.jpg")
    )
    then = (timezone.now() - timedelta(days=2)).timestamp()
    os.utime(default_storage.path(old.file.name), (then, then))
    assert "Rows that nothing needs: 1" in run("--remove")
    assert not default_storage.exists(old.file.name)
    assert UploadedFile.objects.get() == fresh
