"""What editors may upload, by each way in, and what is stored of it."""

from __future__ import annotations

import io
import struct
import zlib

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from wagtail.models import Collection, UploadedFile

import pytest
from PIL import Image, ImageChops, ImageCms, ImageFile, ImageOps, ImageStat

from cms.core.models import CustomDocument, CustomImage
from cms.core.uploads import safe_picture
from tests import factories
from tests.factories.core import picture


CANARY = b"CANARY"
ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825
TURNED = 6
FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF", "gif": "GIF"}


def photo(extension: str = "jpg", **options) -> bytes:
    """Return a picture as a camera writes it: turned, with its maker and its place."""
    exif = Image.Exif()
    exif[MAKER] = CANARY.decode()
    exif[ORIENTATION] = TURNED
    exif.get_ifd(GPS)[2] = (51.0, 30.0, 26.0)
    image = Image.linear_gradient("L").resize((64, 40)).convert("RGB")
    if extension == "gif":
        options["comment"] = CANARY
    else:
        options["exif"] = exif.tobytes()
    buffer = io.BytesIO()
    image.save(buffer, FORMATS[extension], **options)
    return buffer.getvalue()


def noise(format_: str) -> bytes:
    """Return a picture that cannot be made much smaller."""
    buffer = io.BytesIO()
    Image.effect_noise((64, 64), 80).save(buffer, format_)
    return buffer.getvalue()


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """Return a small PNG that would be very large: nothing of it is worth decoding."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * ((width // 8 + 1) * 100), 9)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        chunk(*part) for part in ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b""))
    )


def animated_bomb() -> bytes:
    """Return a GIF with few pixels in each of many frames."""
    frames = [Image.new("P", (2000, 2000), colour) for colour in range(20)]
    buffer = io.BytesIO()
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])
    return buffer.getvalue()


HTML = b"<!DOCTYPE html><script>alert('CANARY')</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
#: Pictures that are refused: their name, their content, a word of what editors read.
REFUSED = {
    "HTML as JPEG": ("x.jpg", HTML),
    "SVG": ("x.svg", SVG),
    "SVG as PNG": ("x.png", SVG),
    "PDF as PNG": ("x.png", b"%PDF-1.4\n%%EOF\n"),
    "PNG as JPEG": ("x.jpg", picture()),
    "bomb": ("x.png", bomb()),
    "bomb below Pillow's own limit": ("x.png", bomb(8_000, 8_000)),
    "animated bomb": ("x.gif", animated_bomb()),
    "nothing": ("x.png", b""),
    "truncated head": ("x.jpg", photo()[: len(photo()) // 2]),
    "truncated JPEG": ("x.jpg", noise("JPEG")[:-500]),
    "truncated PNG": ("x.png", noise("PNG")[:-500]),
    "TIFF as JPEG": ("x.jpg", picture(format_="TIFF")),
    "no extension": ("picture", picture()),
}


@pytest.fixture
def root(db) -> int:
    return Collection.get_first_root_node().pk


def upload_one(client, root: int, name: str, content: bytes):
    return client.post(
        reverse("wagtailimages:add"),
        {
            "title": "x",
            "licence": "CC-BY-4.0",
            "collection": root,
            "file": SimpleUploadedFile(name, content),
        },
    )


def upload_many(client, root: int, name: str, content: bytes):
    return client.post(
        reverse("wagtailimages:add_multiple"),
        {
            "title": "x",
            "collection": root,
            "files[]": SimpleUploadedFile(name, content),
        },
    )


def upload_in_chooser(client, root: int, name: str, content: bytes):
    return client.post(
        reverse("wagtailimages_chooser:create"),
        {
            "image-chooser-upload-title": "x",
            "image-chooser-upload-licence": "CC-BY-4.0",
            "image-chooser-upload-collection": root,
            "image-chooser-upload-file": SimpleUploadedFile(name, content),
        },
    )


WAYS = [upload_one, upload_many, upload_in_chooser]


def stored_files() -> set[str]:
    """Return the names of all pictures in the storage."""
    try:
        return set(default_storage.listdir("original_images")[0])
    except FileNotFoundError:
        return set()


# What is refused -----------------------------------------------------------------


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", REFUSED)
def test_picture__that_is_not_what_it_seems(admin_client, root, way, kind):
    before = stored_files()
    response = way(admin_client, root, *REFUSED[kind])
    assert response.status_code == 200  # the form again
    assert not CustomImage.objects.exists()
    assert not UploadedFile.objects.exists()
    assert stored_files() == before
    assert "Traceback" not in response.content.decode()


@pytest.mark.parametrize("kind", REFUSED)
def test_picture__made_in_code_is_refused_as_well(db, kind):
    name, content = REFUSED[kind]
    before = stored_files()
    with pytest.raises((ValidationError, OSError, Image.DecompressionBombError)):
        CustomImage(title="x", file=ContentFile(content, name=name)).save()
    assert stored_files() == before


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("HTML as JPEG", "This file is not a picture, or it is broken."),
        (
            "PNG as JPEG",
            "The name of this file says that it is a JPG, but it is a PNG.",
        ),
        ("bomb", "This picture has more than 60 million pixels."),
        ("nothing", "This file is empty."),
        ("truncated JPEG", "Upload a valid image."),
    ],
)
def test_picture__errors_are_told_to_the_editor(admin_client, root, kind, message):
    response = upload_one(admin_client, root, *REFUSED[kind])
    assert message in response.content.decode()
    answer = upload_many(admin_client, root, *REFUSED[kind]).json()
    assert answer["success"] is False
    assert message in answer["error_message"]


@pytest.mark.parametrize("way", WAYS)
def test_picture__bomb_is_not_even_unpacked(admin_client, root, way, monkeypatch):
    unpacked = []
    load = ImageFile.ImageFile.load
    monkeypatch.setattr(
        ImageFile.ImageFile,
        "load",
        lambda picture: unpacked.append(picture.size) or load(picture),
    )
    way(admin_client, root, "x.png", bomb(8_000, 8_000))
    assert unpacked == []
    way(admin_client, root, "x.png", picture())
    assert (64, 40) in unpacked


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("HTML as JPEG", "broken"),
        ("PNG as JPEG", "wrong_extension"),
        ("bomb", "too_many_pixels"),
        ("bomb below Pillow's own limit", "too_many_pixels"),
        ("animated bomb", "too_many_pixels"),
        ("nothing", "empty"),
        ("truncated JPEG", "broken"),
        ("no extension", "wrong_extension"),
    ],
)
def test_safe_picture__says_why(kind, code):
    name, content = REFUSED[kind]
    with pytest.raises(ValidationError) as error:
        safe_picture(ContentFile(content), name)
    assert error.value.code == code
    assert error.value.messages[0]


def test_safe_picture__of_too_many_bytes(settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 100
    with pytest.raises(ValidationError) as error:
        safe_picture(ContentFile(picture()), "x.png")
    assert error.value.code == "too_big"
    assert "100" in error.value.messages[0]


# What is stored --------------------------------------------------------------------


def finish(client, upload: UploadedFile) -> None:
    """Give what is missing, as the form of the multiple upload asks for it."""
    url = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[upload.pk])
    prefix = f"uploaded-image-{upload.pk}"
    answer = client.post(
        url,
        {
            f"{prefix}-title": "x",
            f"{prefix}-licence": "CC-BY-4.0",
            f"{prefix}-collection": Collection.get_first_root_node().pk,
        },
    )
    assert answer.json()["success"], answer.content


@pytest.mark.parametrize("way", WAYS)
def test_picture__is_stored_without_place_and_camera(admin_client, root, way):
    assert CANARY in photo()
    way(admin_client, root, "photo.jpg", photo())
    if way is upload_many:  # the licence is asked for in a second step
        finish(admin_client, UploadedFile.objects.get())
    image = CustomImage.objects.get()
    content = image.file.storage.open(image.file.name).read()
    assert CANARY not in content
    assert dict(Image.open(io.BytesIO(content)).getexif()) == {ORIENTATION: TURNED}
    assert image.file_size == len(content)
    for rendition in image.renditions.all():
        with rendition.file.storage.open(rendition.file.name) as file:
            assert CANARY not in file.read()


def test_picture__of_the_same_content_is_known_again(db):
    hashes = {
        factories.ImageFactory(file=ContentFile(photo(), name="x.jpg")).get_file_hash()
        for _ in range(2)
    }
    assert len(hashes) == 1


@pytest.mark.parametrize("extension", FORMATS)
def test_safe_picture__looks_the_same(extension):
    before = photo(extension)
    after = safe_picture(ContentFile(before), f"photo.{extension.upper()}").read()
    assert CANARY in before
    assert CANARY not in after
    with Image.open(io.BytesIO(before)) as old, Image.open(io.BytesIO(after)) as new:
        assert new.format == old.format
        assert GPS not in new.getexif()
        seen = [ImageOps.exif_transpose(each).convert("RGB") for each in (old, new)]
    assert seen[0].size == seen[1].size
    assert max(ImageStat.Stat(ImageChops.difference(*seen)).mean) < 2


@pytest.mark.parametrize("extension", ["jpg", "png", "webp", "avif"])
def test_safe_picture__keeps_its_colours(extension):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    before = photo(extension, icc_profile=profile)
    after = safe_picture(ContentFile(before), f"x.{extension}")
    assert Image.open(after).info["icc_profile"] == profile


@pytest.mark.parametrize("extension", ["gif", "png", "webp"])
def test_safe_picture__keeps_its_animation(extension):
    frames = [Image.effect_noise((40, 30), 80).convert("L") for _ in range(3)]
    buffer = io.BytesIO()
    frames[0].save(
        buffer,
        FORMATS[extension],
        save_all=True,
        append_images=frames[1:],
        duration=[100, 200, 300],
        loop=2,
    )
    with Image.open(
        safe_picture(ContentFile(buffer.getvalue()), f"x.{extension}")
    ) as new:
        assert new.n_frames == 3
        assert new.info["loop"] == 2
        durations = []
        for number in range(3):
            new.seek(number)
            new.load()
            durations.append(new.info["duration"])
    assert durations == [100, 200, 300]


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_safe_picture__takes_jpegs_of_all_colours(mode):
    buffer = io.BytesIO()
    Image.linear_gradient("L").convert(mode).save(buffer, "JPEG")
    assert (
        Image.open(safe_picture(ContentFile(buffer.getvalue()), "x.jpg")).mode == mode
    )


def test_safe_picture__drops_what_hides_at_the_end():
    for name, content in (("x.jpg", photo()), ("x.png", picture())):
        polyglot = content + b"PK\x03\x04" + HTML
        assert HTML not in safe_picture(ContentFile(polyglot), name).read()


def test_safe_picture__takes_two_pictures_in_one_file_for_the_first():
    first, second = (Image.new("RGB", (32, 20), colour) for colour in ("red", "blue"))
    buffer = io.BytesIO()
    first.save(buffer, "MPO", save_all=True, append_images=[second])
    with Image.open(safe_picture(ContentFile(buffer.getvalue()), "x.jpg")) as new:
        assert new.format == "JPEG"
        assert new.convert("RGB").getpixel((1, 1))[0] > 200


@pytest.mark.parametrize(
    "name",
    ["../../x.png", "..\\..\\x.png", "x" * 300 + ".png", "a\0b.png", "\u202egnp.png"],
)
def test_picture__with_a_strange_name(admin_client, root, name):
    upload_one(admin_client, root, name, picture())
    image = CustomImage.objects.get()
    folder, _token, file_name = image.file.name.split("/")
    assert folder == "original_images"
    assert file_name.endswith(".png")
    assert ".." not in file_name
    assert "\0" not in file_name
    assert admin_client.get(image.file.url).status_code == 200


def test_picture__of_a_document_is_no_document(admin_client, root):
    assert not CustomDocument.objects.exists()
    upload_one(admin_client, root, "x.pdf", b"%PDF-1.4\n%%EOF\n")
    assert not CustomImage.objects.exists()
